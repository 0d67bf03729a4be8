"""What becomes of a matter: answered there, taken on, planned when hard, answered in time, called about, done again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal.models import Entry
from commongrid.base.privacy.models import Look
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases.models import Case
from commongrid.work.visits import acts, queries, rules
from commongrid.work.visits.models import Call, Matter
from commongrid.work.visits.terms import CallState, Result
from tests.cast import Town
from tests.work.visits.things import PHONE, brought, closed, plan


def taken_on(town: Town, *, phone: str = PHONE) -> Matter:
    matter = brought(town, phone=phone)
    acts.take_on(matter, town.item(), by=town.huangweiming, at=town.now)
    return matter


def hard(town: Town) -> Matter:
    matter = taken_on(town)
    return acts.make_plan(matter, plan(town), by=town.huangweiming, at=town.now, today=town.now.date())


def owed_call(town: Town) -> Call:
    matter = hard(town)
    case = closed(town, matter)
    assert acts.case_closed(case.pk, at=town.now) == 1
    assert acts.case_closed(case.pk, at=town.now) == 0, "heard twice, owed once"
    found = queries.find_call(Call.objects.get(matter=matter).pk)
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_plain_matter_is_answered_there(town: Town) -> None:
    matter = brought(town)
    case = acts.answer(matter, town.item(), "明天上门查漏", by=town.huangweiming, at=town.later(minutes=5))
    assert (case.status, case.settled, case.channel) == ("closed", True, "visit")
    assert (matter.on_the_spot, matter.fed_back_at) == (True, town.now)
    with pytest.raises(Refused):
        acts.answer(matter, town.item(), "再答一次", by=town.huangweiming, at=town.now)


@pytest.mark.django_db
def test_only_who_takes_matters_here_decides_about_them(town: Town) -> None:
    matter = brought(town)
    for somebody in (town.liguoqiang, town.liangyong, town.chenlihua):
        with pytest.raises(NotAllowed):
            acts.take_on(matter, town.item(), by=somebody, at=town.now)


@pytest.mark.django_db
def test_a_matter_taken_on_is_a_case_and_its_answer_is_read_by_whoever_raised_it(town: Town) -> None:
    matter = taken_on(town)
    case = Case.objects.get(pk=matter.report.case_id)
    assert (case.status, matter.hard) == ("waiting", False)
    assert queries.overdue_by_village(town.zhoumin, matter.due_at + timedelta(hours=1)) == {matter.area: 1}
    acts.feed_back(matter, "已派城管，三日内修好", by=town.huangweiming, at=town.later(days=1))
    assert case.comments.get().is_public
    assert Entry.objects.get(kind="visit.fed_back").data["in_time"] is True
    assert queries.overdue_by_village(town.zhoumin, matter.due_at + timedelta(hours=1)) == {}
    with pytest.raises(Refused):
        acts.feed_back(matter, "再说一次", by=town.huangweiming, at=town.now)


@pytest.mark.django_db
def test_a_hard_matter_has_a_plan_and_the_longer_limit(town: Town) -> None:
    matter = taken_on(town)
    before = matter.due_at
    acts.make_plan(matter, plan(town), by=town.huangweiming, at=town.now, today=town.now.date())
    assert matter.hard
    assert matter.due_at - before > timedelta(days=20)
    acts.do_step(matter, 1, by=town.huangweiming, at=town.later(days=1))
    assert [bool(step.done_at) for step in matter.plan.steps.order_by("n")] == [True, False]
    for again in (
        lambda: acts.do_step(matter, 1, by=town.huangweiming, at=town.now),
        lambda: acts.do_step(matter, 9, by=town.huangweiming, at=town.now),
        lambda: acts.make_plan(matter, plan(town), by=town.huangweiming, at=town.now, today=town.now.date()),
    ):
        with pytest.raises(Refused):
            again()


def test_who_is_called_is_settled_by_the_number() -> None:
    assert rules.is_called("HC-1", 1, 0.0, hard=True).answer
    drawn = [rules.is_called(f"HC-{n}", 1, 0.2, hard=False).answer for n in range(2000)]
    assert 330 < sum(drawn) < 470
    assert drawn == [rules.is_called(f"HC-{n}", 1, 0.2, hard=False).answer for n in range(2000)]
    assert rules.after_call(Result.NOT_REACHED, 2, 3) == CallState.DUE
    assert rules.after_call(Result.NOT_REACHED, 3, 3) == CallState.UNREACHED


@pytest.mark.django_db
def test_nobody_is_called_who_left_no_number(town: Town) -> None:
    matter = taken_on(town, phone="")
    acts.make_plan(matter, plan(town), by=town.huangweiming, at=town.now, today=town.now.date())
    assert acts.case_closed(closed(town, matter).pk, at=town.now) == 0


@pytest.mark.django_db(transaction=True)
def test_the_number_is_shown_for_a_reason_that_is_kept(town: Town) -> None:
    found = owed_call(town)
    with pytest.raises(NotAllowed):
        acts.phone(found, by=town.zhoumin, at=town.now, why="办结后回访")
    with pytest.raises(Refused):
        acts.phone(found, by=town.liangyong, at=town.now, why="")
    assert acts.phone(found, by=town.liangyong, at=town.now, why="办结后回访") == PHONE
    assert Look.objects.get(field="people_person.phone").reason == "办结后回访"


@pytest.mark.django_db
def test_not_reached_is_tried_three_times(town: Town) -> None:
    for state in ("due", "due", "unreached"):
        found = queries.calls_due(town.liangyong).first() or owed_call(town)
        assert (
            acts.call(found, Result.NOT_REACHED, "", by=town.liangyong, at=town.later(hours=3)).state == state
        )
    assert not queries.calls_due(town.liangyong).exists()


@pytest.mark.django_db
def test_who_is_not_satisfied_has_it_done_again_and_is_called_again(town: Town) -> None:
    found = owed_call(town)
    with pytest.raises(Refused):
        acts.call(found, Result.NOT_SATISFIED, " ", by=town.liangyong, at=town.now)
    made = acts.call(
        found, Result.NOT_SATISFIED, "还在漏", redo="重新查漏", by=town.liangyong, at=town.later(hours=1)
    )
    assert (made.state, made.words, made.redo) == ("not_satisfied", "还在漏", True)
    case = Case.objects.get(pk=found.matter.report.case_id)
    assert (case.status, case.round) == ("waiting", 2)
    assert "还在漏" not in str(Entry.objects.get(kind="visit.called").data)
    closed(town, found.matter)
    assert acts.case_closed(case.pk, at=town.now) == 1
    assert queries.calls_due(town.liangyong).get().round == 2
    assert acts.let_go(town.now + timedelta(days=1), at=town.now) == 1
    assert Call.objects.get(round=1).words is None


@pytest.mark.django_db
def test_a_call_about_a_case_that_goes_round_again_is_over(town: Town) -> None:
    found = owed_call(town)
    stale = queries.find_call(found.pk)
    acts.call(found, Result.SATISFIED, "", by=town.liangyong, at=town.now)
    assert stale is not None
    with pytest.raises(Refused):
        acts.call(stale, Result.SATISFIED, "", by=town.liangyong, at=town.now)
