"""What a gap opens, what is asked again, and when a campaign is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commongrid.registry.checklists import rules as asking
from commongrid.registry.checklists.terms import Answer, Gap, Urgency
from commongrid.work.inspections import lifecycle, rules
from commongrid.work.inspections.terms import CampaignState, Counts
from tests.registry.checklists.things import checklist, question


def gap(code: str, matter: str, **answers: str) -> Gap:
    return Gap(code, matter, answers, Urgency.USUAL)


def test_two_gaps_of_one_matter_open_it_once_with_the_first_answers() -> None:
    told = rules.opens([gap("q1", "A", found="x"), gap("q2", "B"), gap("q3", "A", found="y")], {"q1", "q2"})
    assert [(one.matter, one.questions, dict(one.answers), one.is_settled) for one in told.answer] == [
        ("A", ("q1", "q3"), {"found": "x"}, False),
        ("B", ("q2",), {}, True),
    ]


def test_looking_again_asks_the_gaps_alone_whatever_they_hung_on() -> None:
    whole = checklist(question("q1"), question("q2", only_if="q1 yes", gap="no"), question("q3", gap="no"))
    again = rules.only(whole, {"q2"})
    assert [each.code for each in asking.which_questions(again, {}).answer] == ["q2"]
    assert not asking.what_is_missing(again, {"q2": Answer("yes")}).answer


@pytest.mark.parametrize(
    ("self_check", "before", "after", "answer"),
    [(True, 1, 1, True), (False, 1, 1, False), (True, 0, 1, False), (True, 1, 0, False)],
)
def test_settling_on_the_spot_needs_leave_and_two_photos(
    self_check: bool, before: int, after: int, answer: bool
) -> None:
    assert rules.may_settle(self_check=self_check, before=before, after=after).answer is answer


def test_a_campaign_ends_when_nothing_is_left_or_the_day_after_its_last() -> None:
    last = date(2026, 3, 31)

    def ended(counts: Counts, today: date, *, is_laid: bool = True) -> bool:
        return rules.has_it_ended(counts, is_laid=is_laid, ends_on=last, today=today).answer

    assert ended(Counts(done=3), date(2026, 3, 3))
    assert not ended(Counts(done=3), date(2026, 3, 3), is_laid=False)
    assert not ended(Counts(due=1, done=3), last)
    assert ended(Counts(due=1, done=3), date(2026, 4, 1))


def test_a_hundred_per_cent_is_said_only_when_nothing_is_left() -> None:
    assert [Counts(due=due, done=done).percent for due, done in ((0, 0), (1, 999), (0, 7))] == [0, 99, 100]


def test_who_has_not_begun_is_told_by_area() -> None:
    parts = [Counts("2", due=4), Counts("1", due=3), Counts("3", due=1, done=1), Counts("4")]
    assert [each.area for each in rules.not_begun(parts)] == ["1", "2"]


def test_a_period_is_in_order_and_not_endless() -> None:
    first = date(2026, 3, 2)
    assert rules.is_period(first, first).answer
    assert not rules.is_period(first, date(2026, 3, 1)).answer
    assert not rules.is_period(first, date(2028, 3, 1)).answer


@pytest.mark.parametrize("state", list(CampaignState))
def test_nothing_leads_out_of_an_end(state: CampaignState) -> None:
    acts = [act.name for act in lifecycle.ACTS.values() if lifecycle.decide(act, state).answer]
    assert bool(acts) == (state not in {CampaignState.ENDED, CampaignState.STOPPED})


@pytest.mark.parametrize(
    ("done", "due", "day", "stands"),
    [
        (0, 10, 1, "not_begun"), (10, 0, 1, "through"), (1, 9, 1, "in_time"), (1, 9, 6, "behind"),
        (4, 6, 6, "in_time"), (3, 7, 6, "behind"), (7, 3, 40, "behind"), (8, 2, 40, "in_time"),
    ],
)  # fmt: skip
def test_where_an_area_stands_beside_an_even_pace(done: int, due: int, day: int, stands: str) -> None:
    first = date(2026, 3, 1)
    days = {"starts_on": first, "ends_on": date(2026, 3, 10), "today": first + timedelta(days=day - 1)}
    assert rules.standing(Counts("4499", due, done), **days).answer == stands


def test_a_last_day_is_only_put_off() -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    for until, answer in ((last, False), (date(2026, 4, 1), True), (date(2027, 4, 1), False)):
        assert rules.may_extend(ends_on=last, until=until, starts_on=first).answer is answer
