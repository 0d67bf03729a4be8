"""The reader in the loop: late commits, a killed reader, what is told beside a value, what stands open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.base.journal.models import Archive, Cursor
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.config import wiring
from commongrid.insight.figures import acts, folding, queries
from commongrid.insight.figures.models import Cell, Turn
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Cut, Facts, Period
from tests.cast import START, Town
from tests.insight.figures.test_counting import kept

pytestmark = pytest.mark.django_db

TODAY = Period(date(2026, 3, 2), date(2026, 3, 2))


def closed(town: Town, case: Case) -> Case:
    unit = town.unit_of("liguoqiang")
    cases.assign(case, unit, by=SYSTEM, at=town.later(minutes=5), why="归它")
    cases.take(case, by=SYSTEM, at=town.later(minutes=5))
    cases.report_done(case, by=SYSTEM, at=town.later(minutes=5), why="好了", photos=9)
    return cases.pass_check(case, by=SYSTEM, at=town.later(minutes=5))


def test_an_entry_that_comes_before_the_one_it_follows(town: Town) -> None:
    told = history.history("case", str(closed(town, town.case()).pk))
    for some in ([told[0]], told[3:], told[1:3]):
        acts.count(some, at=town.now)
    assert Turn.objects.get().seq == len(told)
    out_of_order = kept()
    Turn.objects.all().delete()
    Cell.objects.all().delete()
    acts.count(told, at=town.now)
    assert kept() == out_of_order


def test_what_is_heard_twice_counts_once(town: Town) -> None:
    told = history.history("case", str(closed(town, town.case()).pk))
    acts.count(told, at=town.now)
    once = kept()
    acts.count(told, at=town.now)
    assert kept() == once


def test_a_killed_reader_counts_nothing_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """It dies after its sums are written and before its cursor has moved: both are undone together."""
    closed(town, town.case())
    reader = wiring.READERS["figures"]
    Cursor.objects.get_or_create(name=reader.name)

    def die(*_args: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(history, "tail", lambda *_: _all(town))
        broken.setattr(Cursor.objects, "filter", _filter_until_moved(die))
        with pytest.raises(KeyboardInterrupt):
            journal.drain(reader, at=town.now)
    assert not kept()
    acts.count(_all(town), at=town.now)
    assert queries.values(["closed"], Scope(), TODAY)["closed"].top == 1


def _all(town: Town) -> list[Any]:
    return [entry for case in Case.objects.all() for entry in history.history("case", str(case.pk))]


def _filter_until_moved(die: Any) -> Any:
    """The cursor is read as ever; writing it is where the process ends."""
    ask = Cursor.objects.filter

    class Ends:
        def update(self, **_changes: Any) -> None:
            die()

        def __getattr__(self, name: str) -> Any:
            return getattr(ask(name="figures"), name)

    return lambda **_known: Ends()


def test_a_value_stands_beside_the_one_before(town: Town, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        closed(town, town.case())
        acts.count(_all(town), at=town.now)
    codes = ["closed", "handled_on_time", "same_day_share", "handle_median", "satisfied"]
    with django_assert_num_queries(2):
        told = queries.compared(codes, Scope("449900101"), TODAY)
    assert (told["closed"].now.top, told["closed"].previous.top, told["closed"].last_year.top) == (2, 0, 0)
    share = told["handled_on_time"].now
    assert (share.top, share.bottom, share.value) == (2, 2, None), "two answers are too few for a share"
    assert told["satisfied"].now.bottom == 0


@pytest.mark.parametrize(("ask", "most"), [
    (lambda codes: queries.series(codes, Scope(), Period(date(2026, 1, 1), date(2026, 12, 31)), "week"), 2),
    (lambda codes: queries.by_division(codes, "4499", 9, TODAY), 2),
    (lambda codes: queries.by_key(codes, "", Cut.UNIT, TODAY), 2),
    (lambda codes: queries.usual(codes[0], Scope(), TODAY), 1),
])  # fmt: skip
def test_a_question_is_one_query_for_counts_and_one_for_durations(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries, ask: Any, most: int
) -> None:
    closed(town, town.case())
    acts.count(_all(town), at=town.now)
    with django_assert_num_queries(most):
        assert ask(["closed", "handle_p90"])


def test_what_is_open_late_and_soon_late(town: Town) -> None:
    case = town.case()
    late = case.due_at
    assert late is not None
    assert queries.standing("4499", START) == queries.Standing(1, 0, 0)
    assert queries.standing("449900101", late + timedelta(minutes=1)).late == 1
    assert queries.standing("", late - timedelta(minutes=1)).soon == 1
    assert queries.standing_by_division("4499", 9, START) == {"449900101": queries.Standing(1, 0, 0)}
    assert queries.standing_by_unit("", START) == {"": queries.Standing(1, 0, 0)}
    assert queries.standing("440100", START) == queries.Standing()


def test_midnight_is_the_citys(town: Town) -> None:
    town.now = START.replace(hour=16, minute=1)  # 00:01 of the third in the town
    town.case()
    acts.count(_all(town), at=town.now)
    assert Turn.objects.get().opened_on == date(2026, 3, 3)


def test_a_paused_case_is_not_due_and_a_late_one_stays_so(town: Town) -> None:
    case = town.case()
    cases.assign(case, town.unit_of("liguoqiang"), by=SYSTEM, at=town.now, why="归它")
    cases.take(case, by=SYSTEM, at=town.now)
    due = folded(case).due_on
    until = town.now + timedelta(days=60)
    cases.pause(case, by=SYSTEM, at=town.later(minutes=1), until=until, reason="PA01", why="等配件")
    assert due is not None
    assert folded(case).due_on is None
    cases.resume(case, by=SYSTEM, at=town.later(days=40))
    moved = folded(case).due_on
    assert moved is not None
    assert moved > due
    cases.pause(
        case, by=SYSTEM, at=town.later(days=30), until=until + timedelta(days=90), reason="PA01", why="等"
    )
    assert folded(case).due_on == moved


def folded(case: Case) -> Any:
    return folding.fold(history.history("case", str(case.pk))).turns[-1]


def test_folding_at_once_and_one_by_one_agree(town: Town) -> None:
    told = history.history("case", str(closed(town, town.case()).pk))
    step_by_step = Facts()
    for entry in told:
        step_by_step = folding.advance(step_by_step, entry)
    assert step_by_step == folding.fold(told)


def test_one_month_is_rebuilt_by_command(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    closed(town, town.case())
    acts.count(_all(town), at=town.now)
    before = kept()
    with connection.cursor() as db:
        db.execute("update figures_cell set closed = 9, opened = null")
    call_command("rebuild_figures", month="2026-03")
    assert kept() == before
    assert "as the journal tells them" in capsys.readouterr().out


def test_a_rebuild_leaves_alone_what_stands_in_an_archive(town: Town) -> None:
    case = closed(town, town.case())
    acts.count(_all(town), at=town.now)
    before = kept()
    with connection.cursor() as db:
        db.execute("set local session_replication_role = replica")  # the journal is append-only
        db.execute("delete from journal_entry where subject_id = %s and seq < 4", [str(case.pk)])
        db.execute("set local session_replication_role = origin")
    Archive.objects.create(
        month=date(2026, 3, 1), file="journal-2026-03.parquet", entries=3, root=b"", archived_at=town.now
    )
    acts.refold("case", [case.pk], at=town.now)
    acts.sum_month(date(2026, 3, 1), at=town.now)
    assert kept() == before
