"""A call from closing to its end: drawn, taken, made, taken back, done again, not wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal.models import Entry
from commongrid.base.privacy.models import Look
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import queries as intake
from commongrid.work.followups import acts, queries
from commongrid.work.followups.models import Call, Edition, Quiet
from commongrid.work.followups.terms import Heard, Next, Plan, Result
from tests.cast import Town
from tests.work.followups.things import PHONE, closed, found, owed, planned, round_the_loop, taken

pytestmark = pytest.mark.django_db
UNHAPPY = Heard(Result.NOT_SATISFIED, (("done", False),), "还是坑", Next.REDO, "重新铺一次")


def test_nobody_is_called_before_there_is_a_plan_and_never_about_what_is_left_out(town: Town) -> None:
    case = closed(town)
    assert not acts.case_closed(case.pk, at=town.now)
    planned(town)
    nobody = closed(town, phone="")
    assert not acts.case_closed(nobody.pk, at=town.now)
    for facts in ({"confidential": True}, {"channel": "visit"}):
        Case.objects.filter(pk=case.pk).update(**facts)
        assert not acts.case_closed(case.pk, at=town.now)
        Case.objects.filter(pk=case.pk).update(confidential=False, channel="snap")
    assert acts.case_closed(case.pk, at=town.now)
    assert not acts.case_closed(case.pk, at=town.now), "heard twice, owed once"


def test_a_call_waits_and_a_rating_takes_it_off(town: Town) -> None:
    plan = planned(town, wait_hours=24)
    case = closed(town)
    acts.case_closed(case.pk, at=town.now)
    assert not queries.due(town.liangyong, plan, town.now).exists()
    assert queries.due(town.liangyong, plan, town.later(hours=24)).count() == 1
    assert not queries.due(town.zhoumin, plan, town.now).exists(), "she sees results and calls nobody"
    resident = intake.reporter(reports=list(case.reports.select_related("case")))
    cases.rate(case, cases.Marks(5, 5, 5, 5), solved=True, rater="r", by=resident, at=town.now)
    assert not queries.due(town.liangyong, plan, town.now).exists()


def test_two_do_not_call_the_same(town: Town) -> None:
    call = owed(town)
    acts.claim(call, by=town.liangyong, at=town.now)
    other = town.actors["liangyong"].__class__(
        kind="staff", name="另一人", account_id=999, grants=town.liangyong.grants
    )
    with pytest.raises(Refused) as refused:
        acts.claim(call, by=other, at=town.now)
    assert refused.value.why.facts == {"caller": town.liangyong.name}
    assert acts.claim_next(by=other, at=town.now) is None
    with pytest.raises(Refused):
        acts.call(found(call.case), Heard(Result.SATISFIED), by=other, at=town.now)
    later = town.later(minutes=16)
    taken_over = acts.claim_next(by=other, at=later)
    assert taken_over is not None
    with pytest.raises(Refused):
        acts.call(found(call.case), Heard(Result.SATISFIED), by=town.liangyong, at=later)


@pytest.mark.django_db(transaction=True)
def test_the_number_is_shown_for_a_reason_that_is_kept(town: Town) -> None:
    call = owed(town)
    with pytest.raises(Refused):
        acts.phone(call, by=town.liangyong, at=town.now, why="办结后回访")
    acts.claim(call, by=town.liangyong, at=town.now)
    with pytest.raises(NotAllowed):
        acts.phone(call, by=town.zhoumin, at=town.now, why="办结后回访")
    assert acts.phone(call, by=town.liangyong, at=town.now, why="办结后回访") == PHONE
    assert Look.objects.get(field="people_person.phone").reason == "办结后回访"


def test_not_reached_is_tried_three_times_at_other_hours(town: Town) -> None:
    call = owed(town)
    seen = []
    for state in ("due", "due", "unreached"):
        town.now = max(town.now, call.next_at)
        acts.claim(call, by=town.liangyong, at=town.now)
        call = acts.call(call, Heard(Result.NOT_REACHED), by=town.liangyong, at=town.now)
        assert call.state == state
        seen.append(call.next_at.hour)
    assert seen[0] != seen[1]


def test_who_is_not_satisfied_has_it_done_again_and_is_called_again(town: Town) -> None:
    call = taken(town)
    made = acts.call(call, UNHAPPY, by=town.liangyong, at=town.now)
    assert (made.state, made.words, made.redo, made.answers) == (
        "not_satisfied",
        "还是坑",
        True,
        {"done": False},
    )
    case = Case.objects.get(pk=call.case_id)
    assert (case.status, case.round) == ("waiting", 2)
    assert "还是坑" not in str(Entry.objects.get(kind="followup.called").data)
    with pytest.raises(Refused):
        acts.undo(made, by=town.liangyong, at=town.now)
    planned(town, percent=0)
    round_the_loop(town, case)
    assert acts.case_closed(case.pk, at=town.now), "done again is always called"
    assert acts.let_go(town.now + timedelta(days=1), at=town.now) == 1
    assert Call.objects.get(round=1).words is None


def test_the_handler_is_told_without_the_caller_being_anybody_there(town: Town) -> None:
    call = taken(town)
    acts.call(
        call,
        Heard(Result.NOT_SATISFIED, (), "没人联系", Next.TELL, "请电话说明"),
        by=town.liangyong,
        at=town.now,
    )
    comment = call.case.comments.get()
    assert (comment.text, comment.is_public) == ("请电话说明", False)


def test_a_wrong_tap_is_taken_back(town: Town) -> None:
    call = taken(town)
    made = acts.call(call, Heard(Result.DECLINED), by=town.liangyong, at=town.now)
    assert Quiet.objects.count() == 1
    back = acts.undo(made, by=town.liangyong, at=town.later(seconds=30))
    assert (back.state, back.tries, Quiet.objects.count()) == ("due", 0, 0)
    again = acts.claim(found(call.case), by=town.liangyong, at=town.now)
    acts.call(again, Heard(Result.SATISFIED), by=town.liangyong, at=town.now)
    with pytest.raises(Refused):
        acts.undo(found(call.case), by=town.liangyong, at=town.later(seconds=61))


def test_who_wants_no_call_is_called_never_again_about_that_case(town: Town) -> None:
    call = owed(town)
    resident = intake.reporter(reports=list(call.case.reports.select_related("case")))
    with pytest.raises(NotAllowed):
        acts.stay_quiet(call.case, by=intake.reporter(), at=town.now)
    for _ in range(2):
        acts.stay_quiet(call.case, by=resident, at=town.now)
    assert Call.objects.get().state == "withdrawn"
    Case.objects.filter(pk=call.case_id).update(round=2)
    assert not acts.case_closed(call.case_id, at=town.now)


def test_a_plan_is_published_once_and_only_by_the_administrator(town: Town) -> None:
    with pytest.raises(NotAllowed):
        acts.set_plan(Plan(), by=town.liangyong, at=town.now, why="试行")
    first = acts.set_plan(Plan(), by=town.suqing, at=town.now, why="试行", after=0)
    assert acts.set_plan(Plan(), by=town.suqing, at=town.now, why="再发", after=0) == first
    with pytest.raises(Outrun):
        acts.set_plan(Plan(percent=20), by=town.suqing, at=town.now, why="改", after=0)
    with pytest.raises(Refused):
        acts.set_plan(Plan(percent=20), by=town.suqing, at=town.now, why=" ", after=first.pk)
    acts.set_script(queries.proposed_script(), by=town.suqing, at=town.now, why="采用")
    assert Edition.objects.count() == 2


def test_the_list_behind_a_figure_counts_the_same(town: Town) -> None:
    planned(town)
    for heard in (Heard(Result.SATISFIED), UNHAPPY, Heard(Result.DECLINED), Heard(Result.NOT_REACHED)):
        acts.call(taken(town), heard, by=town.liangyong, at=town.now)
    since, until = town.now - timedelta(days=3), town.now + timedelta(days=1)
    counted = queries.by_area(town.zhoumin, since, until)[0]
    assert (counted.made, counted.reached, counted.satisfied, counted.redone) == (3, 3, 1, 1)
    for kind in ("made", "reached", "satisfied", "not_satisfied", "declined", "unreached", "redone"):
        behind = queries.made(town.zhoumin, since, until, kind=kind, area=counted.key)
        assert behind.count() == getattr(counted, kind)
