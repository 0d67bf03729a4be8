"""When time passes: each thing once, by the system's own acts, whoever ticks and however late."""

from __future__ import annotations

import secrets
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.terms import Unit
from commongrid.base.files.models import Photo
from commongrid.base.journal import queries as history
from commongrid.base.privacy.ids import uuid7
from commongrid.cases import acts as cases
from commongrid.cases import clocks
from commongrid.cases.models import Case
from commongrid.work.deadlines import acts, rules
from commongrid.work.deadlines.models import Mark
from commongrid.work.deadlines.terms import Light, Policy
from tests.cast import START, Town


def handling(town: Town) -> Case:
    case = town.case()
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="归它")
    return cases.take(case, by=town.liguoqiang, at=town.later(minutes=20))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def kinds(case: Case) -> list[str]:
    return [entry.kind for entry in history.history("case", str(case.pk))]


def noted(mark: Mark) -> list[str]:
    return [entry.kind for entry in history.history("mark", str(mark.pk))]


def due(case: Case) -> datetime:
    found = fresh(case).due_at
    assert found is not None
    return found


def soon(case: Case) -> datetime:
    found = fresh(case).soon_at
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_near_deadline_is_marked_once_and_its_unit_urged(town: Town) -> None:
    case = handling(town)
    at = soon(case) + timedelta(seconds=1)
    assert acts.tick(at=at).soon == 1
    assert acts.tick(at=at).total == 0
    mark = Mark.objects.get(case=case)
    assert (mark.light, mark.stage, mark.due_at) == ("soon", "handle", due(case))
    assert noted(mark) == ["deadlines.soon"]
    assert kinds(case)[-1] == "case.urged"
    assert fresh(case).urges == 1


@pytest.mark.django_db
def test_nobody_is_urged_while_nobody_has_it_or_the_city_does_not_want_it(town: Town) -> None:
    waiting = town.case()
    acts.tick(at=soon(waiting) + timedelta(seconds=1))
    assert fresh(waiting).urges == 0
    held = handling(town)
    acts.tick(at=soon(held) + timedelta(seconds=1), policy=Policy(urge_at_soon=False))
    assert fresh(held).urges == 0
    assert Mark.objects.filter(case=held, light=Light.SOON).exists()


@pytest.mark.django_db
def test_late_once_more_by_the_same_limit_is_supervised_once(town: Town) -> None:
    case = handling(town)
    ticked = acts.tick(at=due(case) + timedelta(seconds=1))
    assert (ticked.late, ticked.soon) == (1, 0)
    again = Mark.objects.get(case=case, light=Light.LATE).again_at
    assert again is not None
    assert acts.tick(at=again).overdue == 0
    assert acts.tick(at=again + timedelta(seconds=1)).overdue == 1
    assert acts.tick(at=again + timedelta(days=9)).overdue == 0
    case = fresh(case)
    assert case.supervision == "yellow"
    assert kinds(case).count("case.supervised") == 1


@pytest.mark.django_db
def test_what_is_supervised_already_is_not_supervised_again(town: Town) -> None:
    case = handling(town)
    acts.tick(at=due(case) + timedelta(seconds=1))
    again = Mark.objects.get(case=case, light=Light.LATE).again_at
    assert again is not None
    answer = again + timedelta(days=1)
    cases.supervise(
        fresh(case),
        level="red",
        text="急",
        answer_due_at=answer,
        by=town.liangyong,
        at=due(case) + timedelta(hours=1),
    )
    acts.tick(at=again + timedelta(seconds=1))
    assert fresh(case).supervision == "red"


@pytest.mark.django_db
def test_a_stage_that_ended_is_not_overdue(town: Town) -> None:
    case = handling(town)
    acts.tick(at=due(case) + timedelta(seconds=1))
    again = Mark.objects.get(case=case, light=Light.LATE).again_at
    assert again is not None
    cases.report_done(
        fresh(case), by=town.liguoqiang, at=due(case) + timedelta(minutes=5), why="补好了", photos=2
    )
    acts.tick(at=again + timedelta(seconds=1))
    assert not Mark.objects.filter(case=case, stage="handle", light=Light.OVERDUE).exists()


@pytest.mark.django_db
def test_a_pause_goes_on_from_the_moment_it_was_to_end(town: Town) -> None:
    case = handling(town)
    until = town.now + timedelta(days=2)
    cases.pause(case, by=town.zhoumin, at=town.later(minutes=5), until=until, reason="PA01", why="等配件")
    assert acts.tick(at=until - timedelta(seconds=1)).resumed == 0
    assert acts.tick(at=until + timedelta(hours=5)).resumed == 1
    last = history.last_entry("case", str(case.pk))
    assert last is not None
    assert (last.kind, last.at) == ("case.resumed", until)
    assert fresh(case).status == "handling"


@pytest.mark.django_db
def test_a_moved_deadline_is_marked_anew(town: Town) -> None:
    case = handling(town)
    acts.tick(at=soon(case) + timedelta(seconds=1))
    later = due(case) + timedelta(days=7)
    cases.extend(
        fresh(case),
        by=town.zhoumin,
        at=due(case) - timedelta(minutes=1),
        due=later,
        reason="EX01",
        why="等配件",
    )
    acts.tick(at=later + timedelta(seconds=1))
    assert set(Mark.objects.filter(case=case).values_list("light", "due_at")) >= {("late", later)}


@pytest.mark.django_db
def test_a_report_nobody_decides_is_told_once_a_stage(town: Town) -> None:
    report = town.report()
    assert report.due_at is not None
    at = report.due_at + timedelta(seconds=1)
    assert acts.tick(at=at).reports == 1
    assert acts.tick(at=at).reports == 0
    assert noted(Mark.objects.get(report=report)) == ["deadlines.report_late"]


@pytest.mark.django_db
def test_many_at_once_are_all_found(town: Town) -> None:
    made = [handling(town) for _ in range(acts.BATCH + 3)]
    at = max(due(case) for case in made) + timedelta(seconds=1)
    assert acts.tick(at=at).late == len(made)
    assert acts.tick(at=at).total == 0


@pytest.mark.django_db(transaction=True)
def test_several_workers_mark_each_thing_once(town: Town) -> None:
    made = [handling(town) for _ in range(30)]
    at, results = max(due(case) for case in made) + timedelta(seconds=1), list[int]()

    def work() -> None:
        try:
            results.append(acts.tick(at=at).late)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    left = acts.tick(at=at).late
    assert sum(results) + left == len(made)
    assert Mark.objects.filter(light=Light.LATE).count() == len(made)


@pytest.mark.django_db
def test_originals_go_when_their_case_can_no_longer_be_reopened(town: Town) -> None:
    case = handling(town)
    report = case.reports.get()
    cases.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="补好了", photos=2)
    cases.pass_check(case, by=town.chenlihua, at=town.later(hours=1), why="平整")
    owners = [f"case:{case.pk}", f"report:{report.pk}"]
    for owner in owners:
        photo_of(owner, town.now)
    photo_of(f"case:{town.case().pk}", town.now)
    assert acts.drop_originals(at=town.now + timedelta(days=14)) == 0
    assert acts.drop_originals(at=town.now + timedelta(days=16)) == 2
    assert not Photo.objects.filter(owner__in=owners).exclude(original_path="").exists()
    assert Photo.objects.exclude(original_path="").count() == 1
    assert acts.drop_originals(at=town.now + timedelta(days=16)) == 0


def photo_of(owner: str, at: datetime) -> Photo:
    return Photo.objects.create(
        id=uuid7(at),
        owner=owner,
        stage="before",
        media_type="image/webp",
        source_type="image/jpeg",
        sha256=secrets.token_bytes(32),
        width=4,
        height=3,
        bytes=12,
        original_path=f"originals/{uuid7(at)}",
        shown_path="shown",
        thumb_path="thumb",
        uploaded_by="system",
        created_at=at,
    )


amounts = st.integers(1, 12)


@pytest.mark.django_db
@given(
    amount=amounts,
    unit=st.sampled_from([Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.NATURAL_DAYS]),
    shift=st.integers(0, 60),
)
def test_overdue_lies_a_limit_behind_the_deadline(amount: int, unit: Unit, shift: int) -> None:
    calendar = calendars.calendar()
    step = clocks.Step(
        "case.opened", START + timedelta(hours=shift), {"limits": {"dispatch": [amount, str(unit)]}}
    )
    running = clocks.running(clocks.advance(clocks.EMPTY, calendar, step))
    assert running is not None
    assert running.due_at is not None
    again = rules.overdue_at(calendar, running)
    assert again is not None
    assert again >= running.due_at + rules.LEAST_GRACE
