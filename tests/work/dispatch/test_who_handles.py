"""Who gets a case, and why: the catalogue, the place, the past, the city's own rule, and the last resort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commongrid.base.access.terms import EVERYTHING, Grant
from commongrid.base.journal import queries as history
from commongrid.cases import acts as cases
from commongrid.cases import queries as of_cases
from commongrid.work.dispatch import acts, listeners, rules
from commongrid.work.dispatch.models import Proposal
from commongrid.work.dispatch.terms import Asked, Candidate, Choice
from tests.cast import LAMP, POTHOLE, Town

ASKED = Asked("D17", "城管局", "town", "event", "暴露垃圾", "东兴社区")
TOWN = Candidate(1, "镇城管分局", "town", 9)
CITY = Candidate(2, "市城管局", "city", 4)
LAST = Candidate(9, "镇公用事业中心", "town", 9)


def keys(verdict: object) -> list[str]:
    return [why.key for why in verdict.why]  # type: ignore[attr-defined]


def test_the_level_the_catalogue_names_comes_first() -> None:
    assert rules.who_handles(ASKED, [CITY, TOWN], LAST).answer.unit_id == 1
    assert rules.who_handles(replace(ASKED, level="city"), [CITY, TOWN], LAST).answer.unit_id == 2


def test_the_citys_own_rule_wins_over_level_and_load() -> None:
    own = replace(CITY, by_rule=True, load=50)
    verdict = rules.who_handles(ASKED, [TOWN, own], LAST)
    assert (verdict.answer.unit_id, keys(verdict)[0]) == (2, "dispatch.by_rule")
    assert verdict.answer.confidence >= 0.95


def test_of_two_alike_the_one_with_less_to_do_is_proposed_and_less_surely() -> None:
    busy, free = replace(TOWN, unit_id=3, load=9), replace(TOWN, unit_id=4, load=2)
    verdict = rules.who_handles(ASKED, [busy, free], LAST)
    assert verdict.answer.unit_id == 4
    assert "dispatch.less_load" in keys(verdict)
    assert verdict.answer.confidence < rules.who_handles(ASKED, [free], LAST).answer.confidence


def test_the_past_makes_it_sure_or_unsure() -> None:
    proven = rules.who_handles(ASKED, [replace(TOWN, handled=200, sent_back=2)], LAST).answer
    doubtful = rules.who_handles(ASKED, [replace(TOWN, handled=2, sent_back=8)], LAST).answer
    assert proven.confidence > rules.SURE > doubtful.confidence


def test_whoever_sent_it_back_is_not_asked_again_while_there_is_another() -> None:
    asked = replace(ASKED, sent_back_by=(1,), send_backs=1)
    assert rules.who_handles(asked, [TOWN, CITY], LAST).answer.unit_id == 2
    verdict = rules.who_handles(asked, [TOWN], LAST)
    assert (verdict.answer.unit_id, keys(verdict)[0]) == (9, "dispatch.all_sent_back")


def test_the_third_sending_back_and_a_place_without_units_go_to_the_last_resort() -> None:
    verdict = rules.who_handles(replace(ASKED, send_backs=3), [TOWN], LAST)
    assert (verdict.answer, keys(verdict)[0]) == (Choice(9, 1.0), "cases.sent_back_enough")
    assert rules.who_handles(ASKED, [], LAST).answer.unit_id == 9
    assert rules.who_handles(ASKED, [], None).answer.unit_id is None


def test_it_assigns_itself_only_where_the_matter_allows_it_and_it_is_sure() -> None:
    sure, unsure = Choice(1, 0.95), Choice(1, 0.6)
    assert rules.may_assign_itself(sure, auto_assign=True).answer
    assert not rules.may_assign_itself(sure, auto_assign=False).answer
    assert not rules.may_assign_itself(unsure, auto_assign=True).answer


@pytest.mark.django_db
def test_a_proposal_names_the_unit_there_and_is_taken_with_its_reasons(town: Town) -> None:
    case = town.case(LAMP, words="路灯不亮")
    entry = history.last_entry("case", str(case.pk))
    assert entry is not None
    cases.comment(case, "看过了", is_public=False, by=town.zhoumin, at=town.later(minutes=1))
    listeners.on_waiting(entry)
    case = of_cases.for_act(case.number)
    assert case.proposal.unit == town.unit("449900101-D09")
    acts.take_proposal(case, by=town.zhoumin, at=town.later(minutes=5))
    taken = history.last_entry("case", str(case.pk))
    assert taken is not None
    assert taken.whys[0]["key"] == "dispatch.owner_first"
    assert Proposal.objects.get().answer == "taken"


@pytest.mark.django_db
def test_hearing_an_entry_twice_proposes_once(town: Town) -> None:
    case = town.case(POTHOLE)
    entry = history.last_entry("case", str(case.pk))
    assert entry is not None
    listeners.on_waiting(entry)
    made = Proposal.objects.get()
    acts.reject_proposal(case, by=town.zhoumin, at=town.later(minutes=1))
    listeners.on_waiting(entry)
    assert (Proposal.objects.get().made_at, Proposal.objects.get().answer) == (made.made_at, "wrong")


@pytest.mark.django_db
def test_the_last_resort_is_forced_without_a_word_about_the_catalogue(town: Town) -> None:
    case = town.case(POTHOLE)
    for _ in range(3):
        cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=1), why="请核")
        cases.send_back(case, reason="SB01", by=town.liguoqiang, at=town.later(minutes=1), why="不归本局")
    assert acts.dispatch(case, at=town.later(minutes=1))
    forced = history.last_entry("case", str(case.pk))
    assert forced is not None
    assert [why["key"] for why in forced.whys] == ["cases.sent_back_enough", "dispatch.last_resort"]


@pytest.mark.django_db
def test_a_rule_set_by_the_city_is_proposed_where_it_holds(town: Town) -> None:
    by = replace(town.suqing, grants=(*town.suqing.grants, Grant("admin.catalogue", EVERYTHING)))
    urban = town.unit_of("liguoqiang")
    acts.set_rule(matter=POTHOLE, area="449900101001", unit=urban, by=by, at=town.now, note="东兴路归城管")
    case = town.case(POTHOLE)
    assert acts.propose(case, at=town.now).answer.unit_id == urban.pk
