"""A link shows what it names until it expires, is withdrawn, or its maker is shut out; a made-up one shows nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.insight.handouts import acts, queries, signing
from commongrid.insight.handouts.models import Link
from commongrid.insight.handouts.terms import MOST, Shown, Taken
from tests.cast import Town

SHIBU = Shown("division", "449900101", "?p=month", "石埠镇")


def given(town: Town, days: int = 30) -> Link:
    return acts.give_link(SHIBU, days, by=town.zhoumin, at=town.now, why="大厅的屏")


def test_a_link_shows_until_it_expires(town: Town) -> None:
    link = given(town)
    token = signing.token(link.pk)
    assert queries.shown(token, at=town.now) == link
    assert queries.shown(token, at=town.now + timedelta(days=30)) is None


def test_a_link_that_was_withdrawn_shows_nothing(town: Town) -> None:
    link = given(town)
    acts.withdraw_link(link, by=town.zhoumin, at=town.now)
    acts.withdraw_link(link, by=town.zhoumin, at=town.later(minutes=1))
    assert queries.shown(signing.token(link.pk), at=town.now) is None
    kinds = Entry.objects.filter(subject_id=str(link.pk)).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["handouts.link_given", "handouts.link_withdrawn"]


def test_a_link_ends_with_its_makers_account(town: Town) -> None:
    link = given(town)
    access.switch_account(town.account("zhoumin"), on=False, by=town.suqing, at=town.now, why="离职")
    assert queries.shown(signing.token(link.pk), at=town.now) is None


def test_only_its_maker_withdraws_it(town: Town) -> None:
    link = given(town)
    with pytest.raises(NotAllowed):
        acts.withdraw_link(link, by=town.guojian, at=town.now)
    assert queries.link_of(town.guojian.account_id or 0, link.pk) is None
    assert [one.pk for one in queries.links_of(town.zhoumin.account_id or 0)] == [link.pk]


@pytest.mark.parametrize("token", ["", "none", "x.y", "00000000000070008000000000000000.x"])
def test_a_made_up_token_shows_nothing(town: Town, token: str) -> None:
    assert queries.shown(token, at=town.now) is None


def test_nobody_has_links_without_end(town: Town) -> None:
    with pytest.raises(Refused):
        given(town, days=3650)
    for _ in range(MOST):
        given(town)
    with pytest.raises(Refused):
        given(town)


def test_an_export_is_recorded_for_whoever_made_it(town: Town) -> None:
    acts.note_export(Taken("cases", "csv", "/desk/figures/449900101/"), by=town.zhoumin, at=town.now)
    entry = Entry.objects.get(kind="handouts.exported")
    assert (entry.subject_kind, entry.subject_id) == ("exports", str(town.zhoumin.account_id))
    with pytest.raises(NotAllowed):
        acts.note_export(Taken("cases", "csv", "/"), by=SYSTEM, at=town.now)
