"""The country's rules come with a pack; a change is a new edition from a day on; confirming says who compared what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.packs import statutes as packs
from commongrid.registry.statutes import acts, queries
from commongrid.registry.statutes.terms import Sure
from tests.cast import START, Town

pytestmark = pytest.mark.django_db
KEY = "mediation.people.usual_term"
TODAY = START.date()


def test_a_pack_brings_the_countrys_rules(town: Town) -> None:
    laws, lines, faults = packs.national()
    assert not faults
    assert len(queries.in_force(TODAY)) == len(lines)
    assert {line.law for line in lines} == {law.code for law in laws}
    rule = queries.limit(KEY, on=TODAY)
    assert (rule.law_zh, rule.article, rule.value, rule.sure) == (
        "人民调解工作若干规定",
        "33",
        "30",
        Sure.SECOND_HAND,
    )
    assert rule.is_to_be_confirmed


def test_what_is_marked_text_says_where_it_was_seen() -> None:
    for line in packs.national()[1]:
        assert line.sure is Sure.MEMORY or (line.seen_in and line.checked_on), line.key


def test_a_term_is_told_line_by_line(town: Town) -> None:
    due = queries.term("mediation.court.before_filing", START)
    assert due.at.date() == date(2026, 4, 1)
    assert due.steps


def test_confirming_says_who_compared_what(town: Town) -> None:
    rule = queries.limit(KEY, on=TODAY)
    acts.confirm(KEY, rule.number, compared="司法部网站所载全文", by=town.suqing, at=town.now)
    found = queries.limit(KEY, on=TODAY)
    assert (found.confirmed_by, found.compared, found.is_to_be_confirmed) == (
        town.suqing.name, "司法部网站所载全文", False,
    )  # fmt: skip


def test_a_change_holds_from_its_day_on(town: Town) -> None:
    day = TODAY + timedelta(days=10)
    acts.revise(KEY, 1, {"value": "45"}, compared="新规定", from_on=day, by=town.suqing, at=town.now)
    assert queries.limit(KEY, on=day - timedelta(days=1)).value == "30"
    new = queries.limit(KEY, on=day)
    assert (new.value, new.number, new.sure, new.confirmed_by) == ("45", 2, Sure.TEXT, town.suqing.name)


def test_a_pack_leaves_what_the_desk_wrote(town: Town) -> None:
    acts.revise(KEY, 1, {"value": "45"}, compared="新规定", from_on=TODAY, by=town.suqing, at=town.now)
    laws, lines, _ = packs.national()
    made = packs.made(laws, lines)
    done = acts.publish(made, origin="pack:x", by=SYSTEM, at=town.now, why="again")
    assert (done.kept, done.revised, len(done.unchanged)) == ((KEY,), (), len(made) - 1)


def test_who_was_second_is_told_and_the_same_is_refused(town: Town) -> None:
    with pytest.raises(Outrun):
        acts.confirm(KEY, 7, compared="x", by=town.suqing, at=town.now)
    with pytest.raises(Refused):
        acts.revise(KEY, 1, {"value": "30"}, compared="x", from_on=TODAY, by=town.suqing, at=town.now)
    with pytest.raises(NotAllowed):
        acts.confirm(KEY, 1, compared="x", by=town.zhoumin, at=town.now)


def test_a_citys_table_keeps_to_keys_of_its_own() -> None:
    laws, lines, _ = packs.national()
    twice = replace_line(lines[0])
    keys = {fault.why.key for fault in packs.faults(laws, [twice], [line.key for line in lines])}
    assert keys == {"packs.statute_twice", "packs.unknown_law", "packs.statute_unit"}


def replace_line(line: packs.StatuteLine) -> packs.StatuteLine:
    return line.model_copy(update={"law": "nowhere", "value": "3", "unit": ""})


def test_unknown_rules_are_refused(town: Town) -> None:
    with pytest.raises(Refused):
        queries.limit("no.such", on=TODAY)
    assert replace(queries.limit(KEY, on=TODAY), value="2/3").amount * 3 == 2
