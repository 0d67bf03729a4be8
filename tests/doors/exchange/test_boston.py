"""Real requests walk the whole loop; killed and run again, none is lost and none doubled."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import queries as history
from commongrid.base.journal import sealing
from commongrid.cases.models import Case
from commongrid.doors.exchange.boston import founding, reading, walking
from commongrid.doors.exchange.boston.reading import Request
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "boston_311_sample.csv"


def replay(path: Path = SAMPLE, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("replay", "boston", path, json=True, processes=1, stdout=out, stderr=StringIO(), **options)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def requests() -> list[Request]:
    return [row for row in reading.read(SAMPLE) if isinstance(row, Request)]


@pytest.mark.django_db
def test_every_row_is_accounted_for_and_judged_as_the_file_does() -> None:
    told = replay()
    assert (told["rows"], told["opened"] + sum(told["refused"].values())) == (300, 300)
    assert told["opened"] == told["closed"] + told["still_open"] == Case.objects.count()
    said = [row for row in requests() if row.target and row.said]
    assert told["agree"] == len(said)
    assert told["with_target"] == sum(row.target is not None for row in requests())
    assert sealing.first_broken_entry() is None


@pytest.mark.django_db
def test_again_changes_nothing_and_tells_the_same() -> None:
    first = replay(limit=40)
    entries = Counter(history.history("case", str(case.pk))[-1].seq for case in Case.objects.all())
    assert replay(limit=40) == first
    assert Case.objects.count() == Report.objects.count() == first["opened"]
    assert entries == Counter(history.history("case", str(case.pk))[-1].seq for case in Case.objects.all())


@pytest.mark.django_db
def test_the_whole_way_at_the_files_own_times() -> None:
    closed = next(row for row in requests() if row.closed and row.target)
    replay(limit=20)
    case = Case.objects.get(reports__source_key=walking.key(closed))
    told = {entry.kind: entry.at for entry in history.history("case", str(case.pk))}
    assert list(told) == [
        "case.opened",
        "case.assigned",
        "case.taken",
        "case.reported_done",
        "case.check_passed",
    ]
    assert (told["case.opened"], told["case.check_passed"]) == (closed.opened, closed.closed)
    checker, worker = (entry.actor["name"] for entry in history.history("case", str(case.pk))[:-3:-1])
    assert checker != worker


@pytest.mark.django_db
def test_what_has_no_target_has_no_deadline_and_what_has_no_place_its_neighbourhood() -> None:
    replay()
    for row in requests():
        case = Case.objects.get(reports__source_key=walking.key(row))
        if row.target is None:
            assert (case.due_at, case.on_time) == (None, None)
        if row.point is None:
            assert (case.lon, case.area[:4]) == (None, founding.ROOT)


@pytest.mark.django_db
def test_a_half_walked_request_is_taken_up_where_it_was_left() -> None:
    row = next(row for row in requests() if row.closed)
    boston = founding.found(requests(), at=row.opened)
    report = walking._receive(row, boston)
    case = walking._admit(row, boston, report)
    walking.cases.assign(case, boston.units[row.queue], by=SYSTEM, at=row.opened, why="half")
    told = replay(limit=20)
    assert (told["opened"], told["closed"]) == (20, sum(each.closed is not None for each in requests()[:20]))
    kinds = Counter(entry.kind for entry in history.history("case", str(case.pk)))
    assert set(kinds.values()) == {1}


@pytest.mark.django_db
def test_the_city_that_lives_here_notices_nothing(town: Any) -> None:
    before = (places.city(), [item.code for item in matters.catalogue()])
    replay(limit=30)
    assert (places.city(), [item.code for item in matters.catalogue()]) == before
    assert not any(code.startswith("BOS") for code in before[1])


def test_a_file_that_is_something_else_is_refused_in_one_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="has no column case_enquiry_id"):
        replay(other)
    with pytest.raises(CommandError, match="cannot be read"):
        replay(tmp_path / "nowhere.csv")


def environment() -> dict[str, str]:
    at = connection.settings_dict
    given = {
        "PGHOST": at["HOST"],
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
        "PGPORT": str(at["PORT"] or ""),
    }
    own = {
        "DATABASE_URL": f"postgresql:///{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "commongrid.config.testing",
    }
    return {**os.environ, **own, **{name: value for name, value in given.items() if value}}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_random_no_row_is_lost_or_doubled() -> None:
    command = [sys.executable, "-m", "django", "replay", "boston", str(SAMPLE), "--json", "--processes", "2"]
    lots, killed = random.Random(5), 0
    for _ in range(4):
        running = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        try:
            running.communicate(timeout=lots.uniform(2, 6))
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, 9)
            running.communicate()
            killed += 1
    ended = subprocess.run(command, env=environment(), capture_output=True, check=True, timeout=300)
    told = json.loads(ended.stdout)
    assert killed
    assert told["opened"] == Case.objects.count() == Report.objects.count() == 300
    assert told["closed"] == Case.objects.filter(status="closed").count()
    assert sealing.first_broken_entry() is None
