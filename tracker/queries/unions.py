"""Rows of different tables in one query: a union, whose parts must all have the same columns."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, Field, QuerySet, Value
from django.db.models.functions import Cast

type Columns = Mapping[str, "Field[Any, Any]"]
# What is read, and the expressions for those of the columns that it has.
type Part = tuple[QuerySet[Any, Any], Mapping[str, Any]]
type Row = dict[str, Any]


def rows_by_kind(
    columns: Columns, parts: Mapping[str, Part], *, order_by: str | None = None
) -> dict[str, list[Row]]:
    """Return the rows of each part, with the columns that this part has; one query.

    A part gives a column in the column's own type, or casts it. `order_by` is the first column of its
    type, and all parts have it.
    """
    slots = {kind: _slots(columns, given) for kind, (_queryset, given) in parts.items()}
    fields = {slot: columns[name] for of_part in slots.values() for name, slot in of_part.items()}
    queries = [_query(kind, *part, slots[kind], fields) for kind, part in parts.items()]
    # Always said: the table of the first part has an order of its own, by columns that are not there.
    ordering = [slots[next(iter(parts))][order_by]] if order_by else []
    place_of = {slot: place for place, slot in enumerate(fields, start=1)}
    places = {
        kind: {name: place_of[slot] for name, slot in of_part.items()} for kind, of_part in slots.items()
    }
    found: dict[str, list[Row]] = {kind: [] for kind in parts}
    for row in queries[0].union(*queries[1:], all=True).order_by(*ordering):
        found[row[0]].append({name: row[place] for name, place in places[row[0]].items()})
    return found


def fields_named(*names: str) -> dict[str, Any]:
    """Columns that a part has as fields of these names."""
    return {name: F(name) for name in names}


def _slots(columns: Columns, given: Mapping[str, Any]) -> dict[str, str]:
    """What each column of a part is called in the union: the first, the second … of its type.

    Parts share them, whatever their columns are about: each column costs time in every row.
    """
    slots, count = {}, Counter[str]()
    for name, field in columns.items():
        if name in given:
            type_name = type(field).__name__
            count[type_name] += 1
            slots[name] = f"{type_name}_{count[type_name]}"
    return slots


def _query(
    kind: str,
    queryset: QuerySet[Any, Any],
    given: Mapping[str, Any],
    slots: Mapping[str, str],
    fields: Columns,
) -> Any:
    """One part with all slots filled, by its columns or by nothing."""
    # Wrapped, since a union reads all values as it reads those of its first part: by the type, that is, and
    # not by the field that this part happens to take it from.
    values = {slot: Cast(Value(None), field) for slot, field in fields.items()} | {
        slot: ExpressionWrapper(given[name], fields[slot]) for name, slot in slots.items()
    }
    labelled = queryset.order_by().annotate(kind_of_row=Value(kind, output_field=CharField()), **values)
    return labelled.values_list("kind_of_row", *values)
