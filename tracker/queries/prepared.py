"""Statements whose SQL is worked out once and sent again with other values.

Django builds a queryset and its SQL anew each time, which costs ten times what the database then does.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from inspect import Parameter, signature
from itertools import count as counting
from itertools import repeat
from typing import Any, get_args
from uuid import UUID

from django.db import connections
from django.db.models import (
    FETCH_ONE,
    BigIntegerField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    QuerySet,
    TextField,
    UUIDField,
)
from django.db.models.query import get_related_populators

# How values of these types are sent.
FIELDS: "dict[type, Field[Any, Any]]" = {
    int: BigIntegerField(),
    str: TextField(),
    date: DateField(),
    datetime: DateTimeField(),
    UUID: UUIDField(),
}


class Mark(Expression):
    """Stands in a queryset where a value will be, and in the parameters of its SQL for that value."""

    def __init__(self, place: int, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The place of a value, and which it is."""
        return "%s", [self]

    def value(self, values: Sequence[Any], connection: Any) -> Any:
        """What stands there this time, as the database's driver takes it."""
        return self.output_field.get_db_prep_value(values[self.place], connection)


@dataclass(frozen=True, slots=True)
class Statement:
    """The SQL of a queryset, its parameters with marks among them, and how its rows are read."""

    alias: str
    sql: str
    parameters: Sequence[Any]
    # By column: what Django's fields and its backend make of a value as the driver gives it.
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    # Reads a converted row.
    read: Callable[[list[Any]], Any]

    def rows(self, values: Sequence[Any]) -> Iterator[Any]:
        """Send it with these values; one query."""
        connection = connections[self.alias]
        given = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
        sent = [part.value(given, connection) if isinstance(part, Mark) else part for part in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, sent)
            found = cursor.fetchall()
        for row in map(list, found):
            for place, converters, column in self.converters:
                for converter in converters:
                    row[place] = converter(row[place], column, connection)
            yield self.read(row)


class Prepared[**P, R]:
    """A queryset that is compiled at its first use; called with values, it gives a list of its rows.

    `queryset` is what it stands for: it gives the same rows, which tests compare.
    """

    def __init__(self, queryset: "Callable[P, QuerySet[Any, R]]") -> None:
        self.queryset = queryset
        # By how many values there are.
        self._statements: dict[int, Statement] = {}

    def __call__(self, *values: P.args, **_named: P.kwargs) -> list[R]:
        return list(self.compiled(len(values)).rows(values))

    def hints(self, count: int) -> list[Any]:
        """The type of each of so many values, as the function says; its last argument may take several."""
        hints: list[Any] = []
        for parameter in signature(self.queryset, eval_str=True).parameters.values():
            several = parameter.kind is Parameter.VAR_POSITIONAL
            hints += repeat(parameter.annotation, count - len(hints) if several else 1)
        return hints

    def compiled(self, count: int) -> Statement:
        """The statement for so many values; two threads that come first both compile it, to the same."""
        if count not in self._statements:
            places = counting()
            marks = [_marks(hint, places) for hint in self.hints(count)]
            build: Callable[..., QuerySet[Any, R]] = self.queryset
            self._statements[count] = _compiled(build(*marks))
        return self._statements[count]


def prepared[**P, R](queryset: "Callable[P, QuerySet[Any, R]]") -> Prepared[P, R]:
    """Make of a function that builds a queryset one that gives its rows without building it again.

    The function's arguments are ids, texts, days, moments and pairs of these, by position, and nothing in
    it may depend on their values: it is called once with marks in their stead. It gives whole objects,
    with those of `select_related`, or by `values_list` tuples.
    """
    return Prepared(queryset)


def _marks(hint: Any, places: Iterator[int]) -> Mark | tuple[Mark, ...]:
    """A mark for a value of this type, and for a pair one each."""
    if pair := get_args(hint):
        return tuple(Mark(next(places), FIELDS[each]) for each in pair)
    return Mark(next(places), FIELDS[hint])


def _compiled(queryset: QuerySet[Any, Any]) -> Statement:
    # By a connection that is never opened: what is compiled outlives the thread that comes first.
    compiler = queryset.query.get_compiler(connection=connections.create_connection(queryset.db))
    sql, parameters = compiler.as_sql()
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters = [
        (place, found, column) for place, (found, column) in compiler.get_converters(columns).items()
    ]
    return Statement(queryset.db, sql, parameters, converters, _reader(compiler, queryset.db))


def _reader(compiler: Any, alias: str) -> Callable[[list[Any]], Any]:
    """How a compiled queryset's rows become what the queryset gives."""
    if not compiler.query.default_cols:
        return tuple
    of_model = compiler.klass_info
    model, first, last = of_model["model"], of_model["select_fields"][0], of_model["select_fields"][-1]
    names = [column.target.attname for column, *_ in compiler.select[first : last + 1]]
    related = get_related_populators(of_model, compiler.select, alias, FETCH_ONE)

    def read(row: list[Any]) -> Any:
        found = model.from_db(alias, names, row[first : last + 1])
        for populator in related:
            populator.populate(row, found)
        return found

    return read
