"""Hundreds of check-ins from eight clients at once against the server that people run."""

import os
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg

from bench.running import Visitor, running
from tests.breadth import examples

CHECK_INS = examples(160)
CLIENTS = 8
# Every so many-th is sent a second time at once, as after a double tap or a lost answer,
# and every so many-th is asked for as the fragment that comes back in place.
RESENT, IN_PLACE = 10, 20
STORED = """
    SELECT email, entry_id FROM tracker_user JOIN (
        SELECT person_id, entry_id FROM tracker_dose
        UNION ALL SELECT person_id, entry_id FROM tracker_postmealwalk
        UNION ALL SELECT person_id, entry_id FROM tracker_sprintsession
    ) AS entries ON tracker_user.id = person_id
"""
FORMS = {
    "doses": {"source": "citrate", "basis": "elemental", "amount": "25"},
    "walks": {"meal": "other", "minutes": "10"},
    "sprints": {"sets": "6", "work_seconds": "20", "rest_seconds": "60"},
}
PEOPLE = ["first@example.org", "second@example.org"]


@contextmanager
def fresh_database():
    """The address of an empty PostgreSQL database beside the tests' own; nothing on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"twelve_check_ins_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def check_ins():
    """What each tap sends: (entry id, address, form, headers), spread over kinds and days."""
    today = datetime.now(UTC).date()
    for number in range(CHECK_INS):
        kind = list(FORMS)[number % 3]
        entry_id = UUID(int=number + 1)
        address = f"/days/{today - timedelta(days=1 + number % 50)}/{kind}/"
        headers = {"HX-Request": "true", "HX-Target": "day"} if number % IN_PLACE == 0 else {}
        check_in = (entry_id, address, FORMS[kind] | {"entry_id": str(entry_id), "time": "12:00"}, headers)
        yield check_in
        if number % RESENT == 0:
            yield check_in


def send_all(port, cookies):
    """Let eight clients send all of it at once, four for each person; return (statuses, acknowledged ids)."""
    waiting = [SimpleQueue() for _ in cookies]
    for check_in in check_ins():
        waiting[check_in[0].int % len(cookies)].put(check_in)
    statuses, acknowledged = [], [set() for _ in cookies]

    def client(number):
        whose = number % len(cookies)
        with Visitor(port, dict(cookies[whose])) as visitor:
            while True:
                try:
                    entry_id, address, form, headers = waiting[whose].get_nowait()
                except Empty:
                    return
                response, _ = visitor.post(address, form, headers)
                statuses.append((response.status, bool(headers)))
                if response.status in (200, 302):
                    acknowledged[whose].add(entry_id)

    with ThreadPoolExecutor(CLIENTS) as threads:
        for done in [threads.submit(client, number) for number in range(CLIENTS)]:
            done.result()
    return Counter(statuses), acknowledged


def stored_ids(connection):
    """The ids of all entries by the person's address, each as often as it is there."""
    found = {email: Counter() for email in PEOPLE}
    for email, entry_id in connection.execute(STORED).fetchall():
        found[email][UUID(str(entry_id))] += 1
    return found


def test_check_ins_of_many_at_once_are_all_there_once(tmp_path):
    with fresh_database() as database_url:
        with running(tmp_path, database_url=database_url) as port:
            cookies = []
            for email in PEOPLE:
                with Visitor(port) as visitor:
                    visitor.sign_up(email)
                    cookies.append(visitor.cookies)
            statuses, acknowledged = send_all(port, cookies)

        in_place = CHECK_INS // IN_PLACE
        sent = CHECK_INS + CHECK_INS // RESENT
        assert set(statuses) == {(200, True), (302, False)}, (
            statuses,
            (tmp_path / "server.log").read_text(),
        )
        assert statuses.total() == sent
        assert statuses[200, True] >= in_place

        if database_url:
            with psycopg.connect(database_url) as connection:
                found = stored_ids(connection)
        else:
            with closing(sqlite3.connect(tmp_path / "twelve.sqlite3")) as connection:
                found = stored_ids(connection)
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for email, ids in zip(PEOPLE, acknowledged, strict=True):
        assert found[email] == Counter(ids), email
    assert sum(len(ids) for ids in acknowledged) == CHECK_INS
