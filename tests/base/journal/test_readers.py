"""Readers under fire: late commits, writers that give up, readers killed in the midst. None lost, none doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from commongrid.base.journal import acts, queries
from commongrid.base.journal.models import Cursor
from commongrid.base.journal.reading import Reader
from commongrid.base.journal.terms import NewEntry, Recorded

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
WRITERS, EACH = 8, 60
HERE = Path(__file__).resolve()


def tell(subject: str, number: int = 0) -> None:
    acts.note("probe", subject, NewEntry("probe.told", AT, {"kind": "system"}, {"number": number}))


def hear_all(reader: Reader, least: int) -> int:
    """Let a reader read until it has read so many; another test's open transaction may hold it back for a while."""
    heard, pause, ends = 0, threading.Event(), time.monotonic() + 60
    while heard < least:
        assert time.monotonic() < ends, f"{heard} of {least} entries read within a minute"
        found = acts.drain(reader, at=AT)
        heard += found
        if not found:
            pause.wait(0.02)
    return heard


class GaveUp(Exception):
    pass


def write(name: str, failures: list[BaseException]) -> None:
    """Writes entries in transactions of one to three, some committed late, some never."""
    dice = random.Random(name)
    try:
        for number in range(EACH):
            try:
                with transaction.atomic(), connection.cursor() as db:
                    for _ in range(dice.randint(1, 3)):
                        tell(f"{name}-{dice.randrange(5)}", number)
                    db.execute("select pg_sleep(%s)", [dice.choice([0, 0, 0, 0.01, 0.05, 0.2])])
                    if dice.random() < 0.1:
                        raise GaveUp
            except GaveUp:
                continue
    except BaseException as fault:  # noqa: BLE001 (told by the test's own thread)
        failures.append(fault)
    finally:
        connections.close_all()


@pytest.fixture
def heard(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as db:
        db.execute("create table probe_heard (entry bigint, subject text, seq int, heard bigserial)")
    yield
    with connection.cursor() as db:
        db.execute("drop table probe_heard")


def environment() -> dict[str, str]:
    """For a process of its own on this test's database."""
    at = connection.settings_dict
    own = {
        "DATABASE_URL": f"postgresql:///{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "commongrid.config.testing",
    }
    given = {
        "PGHOST": at["HOST"],
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
        "PGPORT": str(at["PORT"] or ""),
    }
    return {**os.environ, **own, **{name: value for name, value in given.items() if value}}


def read_until_done(finished: Path) -> tuple[int, int]:
    """Start the reader again and again until it ends by itself; how often it was killed and how it ended."""
    killed = 0
    while True:
        # The first dies for certain (0.95 to the nine hundredth that it does not), the others by luck, the last never.
        odds = ["50", "10"] if not killed else ["6", "10"] if killed < 6 else ["0", "0"]
        command = [sys.executable, str(HERE.with_name("reader_process.py")), *odds, str(finished)]
        ended = subprocess.run(command, env=environment(), check=False, capture_output=True, timeout=120)
        if ended.returncode != -9:
            return killed, ended.returncode
        killed += 1


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as db:
        db.execute(sql)
        return list(db.fetchall())


@pytest.mark.slow
def test_none_is_lost_and_none_is_doubled(heard: None, tmp_path: Path) -> None:
    finished, failures = tmp_path / "finished", list[BaseException]()
    writers = [
        threading.Thread(target=write, args=(f"writer{number}", failures)) for number in range(WRITERS)
    ]

    connections.close_all()  # the pool has eight, one for each writer

    def write_all() -> None:
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        finished.touch()

    begin = threading.Thread(target=write_all)
    begin.start()
    killed, code = read_until_done(finished)
    begin.join()
    assert (failures, code) == ([], 0)
    assert killed > 0
    written = {row[0] for row in rows("select id from journal_entry where kind = 'probe.told'")}
    told = [row[0] for row in rows("select entry from probe_heard order by heard")]
    assert len(written) > WRITERS * EACH / 2
    assert len(told) == len(set(told)), "heard twice"
    assert set(told) == written, "lost, or heard though never committed"
    assert not rows("select 1 from (select seq, lag(seq) over (partition by subject order by heard) as before"
                    " from probe_heard) s where seq <= before"), "a subject's entries out of order"  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_late_commit_is_heard_late_and_holds_back_what_came_after() -> None:
    found: list[str] = []
    reader = Reader("probe", {"probe.told": (lambda entry: found.append(entry.subject_id),)})
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                tell("slow")
                begun.set()
                may_end.wait(30)
        finally:
            connections.close_all()

    late = threading.Thread(target=slow)
    late.start()
    begun.wait(30)
    tell("quick")
    assert acts.drain(reader, at=AT) == 0
    assert queries.backlog(Cursor.objects.get(name="probe")) == 1
    may_end.set()
    late.join()
    hear_all(reader, 2)
    assert found == ["slow", "quick"]


@pytest.mark.django_db(transaction=True)
def test_a_failing_effect_moves_no_cursor() -> None:
    seen: list[str] = []

    def hear(entry: Recorded) -> None:
        seen.append(entry.subject_id)
        if len(seen) == 2:
            raise RuntimeError("once")

    reader = Reader("probe", {"probe.told": (hear,)})
    with transaction.atomic():
        tell("one")
        tell("two")
    with pytest.raises(RuntimeError):
        hear_all(reader, 2)
    hear_all(reader, 2)
    assert seen[-2:] == ["one", "two"]
    assert len(seen) == 4
    assert acts.drain_all([reader], at=AT) == 0


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_run_one_reader_at_once() -> None:
    tell("one")
    inside, may_end, results = threading.Event(), threading.Event(), list[int]()

    def hear(entry: Recorded) -> None:
        inside.set()
        may_end.wait(30)

    reader = Reader("probe", {"probe.told": (hear,)})

    def first() -> None:
        try:
            results.append(hear_all(reader, 1))
        finally:
            connections.close_all()

    running = threading.Thread(target=first)
    running.start()
    inside.wait(30)
    assert acts.drain(reader, at=AT) == 0
    may_end.set()
    running.join()
    assert results == [1]


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_heard_together_and_only_its_kinds() -> None:
    batches: list[list[str]] = []
    reader = Reader(
        "probe",
        batch=2,
        kinds_together=frozenset({"probe.told"}),
        together=lambda entries: batches.append([entry.subject_id for entry in entries]),
    )
    for name in ("a", "b", "c"):
        tell(name)
    acts.note("probe", "d", NewEntry("probe.other", AT, {}))
    assert hear_all(reader, 4) == 4
    assert [name for batch in batches for name in batch] == ["a", "b", "c"]
    assert max(map(len, batches)) <= 2
    assert reader.kinds == {"probe.told"}


@pytest.mark.django_db(transaction=True)
def test_how_far_behind_a_reader_is() -> None:
    reader = Reader("probe", {})
    assert queries.lags(["probe"], AT) == {"probe": 0.0}
    tell("one")
    [(written,)] = rows("select max(recorded_at) from journal_entry")
    assert isinstance(written, datetime)
    assert queries.lags(["probe"], written)["probe"] == 0
    hear_all(reader, 1)
    assert queries.backlog(Cursor.objects.get(name="probe")) == 0
