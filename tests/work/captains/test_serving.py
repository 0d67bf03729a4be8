"""Somebody asks, is asked, is taken on, told no, thanked, and stops; every step by the right person only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.people import acts as people
from commongrid.registry.units import queries as units
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy, Commendation
from tests.cast import Town
from tests.work.captains.things import applied, captain, place, resident

pytestmark = pytest.mark.django_db


def test_accepting_makes_a_post_that_reaches_this_building_only(town: Town) -> None:
    captaincy, by = captain(town)
    house = place()
    assert (captaincy.state, captaincy.ends_on.isoformat() if captaincy.ends_on else "") == (
        "serving",
        "2028-03-01",
    )
    assert house.captain_id == by.post_id
    assert house.keeper_id == captaincy.person_id
    with pytest.raises(NotAllowed):
        acts.confirm_rooms(place("P-005"), None, "rooms-0001", by=by, at=town.now)
    kinds = [entry.kind for entry in history.history("captaincy", str(captaincy.pk))]
    assert kinds == ["captain.applied", "captain.accepted"]
    assert "captains.told_accepted" in set(Notice.objects.values_list("kind", flat=True))


def test_no_residents_name_stands_in_account_or_journal(town: Town) -> None:
    captaincy, by = captain(town)
    assert captaincy.account is not None
    assert captaincy.account.name == "东兴路12号出租屋楼栋长"
    told = repr([(entry.actor, entry.data) for entry in history.history("captaincy", str(captaincy.pk))])
    assert "何伯" not in told + by.name


def test_asked_twice_is_once_and_a_second_wish_is_refused(town: Town) -> None:
    assert applied(town).pk == applied(town).pk
    with pytest.raises(Refused, match=r"captains\.asked_already"):
        applied(town, key="another-key")


def test_declined_with_a_reason_the_person_is_told_and_may_ask_again(town: Town) -> None:
    first = applied(town)
    with pytest.raises(Refused, match=r"captains\.say_why"):
        acts.decline(first.pk, "sold", why="换人", by=town.zhoumin, at=town.now)
    acts.decline(first.pk, "not_of_building", why="登记的业主是别人", by=town.zhoumin, at=town.now)
    assert Notice.objects.get(kind="captains.told_declined").facts["why"] == "登记的业主是别人"
    with pytest.raises(Refused, match=r"captains\.not_in_state"):
        acts.accept(first.pk, by=town.zhoumin, at=town.now)
    assert applied(town, key="again-0001").state == "applied"


def test_whoever_is_named_is_captain_only_when_they_agree(town: Town) -> None:
    named = acts.name(
        place(), ("何伯", "13827605191"), "owner", "name-0001", by=town.huangweiming, at=town.now
    )
    assert place().captain_id is None
    with pytest.raises(NotAllowed):
        acts.agree(named.pk, by=resident(town, "13827605190", "林晓月"), at=town.now)
    acts.agree(named.pk, by=resident(town), at=town.now)
    assert place().captain_id is not None


def test_only_one_serves_and_only_who_may_decides(town: Town) -> None:
    captain(town)
    other = acts.apply(
        place(), "manager", "other-0001", by=resident(town, "13827605190", "林晓月"), at=town.now
    )
    with pytest.raises(Refused, match=r"captains\.has_captain"):
        acts.accept(other.pk, by=town.zhoumin, at=town.now)
    with pytest.raises(NotAllowed):
        acts.accept(other.pk, by=town.chenlihua, at=town.now)


def test_resigning_ends_the_post_and_the_contact(town: Town) -> None:
    captaincy, by = captain(town)
    acts.resign(captaincy.pk, by=resident(town), at=town.now)
    house = place()
    assert (house.captain_id, house.keeper_id) == (None, None)
    assert not units.posts_of(town.account("chenlihua"), town.today)[0].ends_on
    assert Captaincy.objects.get().ended_on == town.today
    town.later(days=1)
    assert captaincy.account is not None
    assert not units.posts_of(captaincy.account, town.today)
    del by


def test_a_term_ends_by_itself_and_a_year_later_nobody_knows_whose_it_was(town: Town) -> None:
    captaincy, _by = captain(town)
    town.later(days=731)
    assert acts.end_terms(town.today, at=town.now) == 1
    assert acts.let_go(town.now - timedelta(days=365), at=town.now) == 0
    town.later(days=370)
    assert acts.let_go(town.now - timedelta(days=365), at=town.now) == 1
    captaincy.refresh_from_db()
    assert (captaincy.state, captaincy.person_id) == ("ended", None)


def test_who_serves_is_not_erased_and_who_stopped_is(town: Town) -> None:
    captaincy, _by = captain(town)
    person = captaincy.person_id
    assert person is not None
    assert people.erase(person, by=resident(town), at=town.now).outcome == "frozen"
    acts.end(captaincy.pk, "sold", why="房屋已转让", by=town.zhoumin, at=town.now)
    town.later(days=1)
    people.expire_persons(town.now, at=town.now)
    captaincy.refresh_from_db()
    assert captaincy.person_id is None


def test_thanks_are_public_only_while_the_captain_wants_it(town: Town) -> None:
    captaincy, by = captain(town)
    thanks = acts.commend(captaincy, "台风天把老人接到一楼", "thanks-001", by=town.huangweiming, at=town.now)
    again = acts.commend(captaincy, "台风天把老人接到一楼", "thanks-001", by=town.huangweiming, at=town.now)
    assert thanks.pk == again.pk
    assert queries.public_thanks(place()) == []
    with pytest.raises(NotAllowed):
        acts.show(thanks, on=True, by=town.chenlihua, at=town.now)
    acts.show(thanks, on=True, by=by, at=town.now)
    assert queries.public_thanks(place()) == [thanks]
    acts.show(thanks, on=False, by=resident(town), at=town.now)
    assert queries.public_thanks(place()) == []
    acts.take_back(thanks, why="写错了楼", by=town.huangweiming, at=town.now)
    acts.show(Commendation.objects.get(), on=True, by=by, at=town.now)
    assert queries.public_thanks(place()) == []


def test_the_sign_in_is_given_to_the_captain_alone(town: Town) -> None:
    captaincy, _by = captain(town)
    with pytest.raises(NotAllowed):
        acts.give_sign_in(captaincy, "abcd-efgh", by=town.zhoumin, at=town.now)
    name = acts.give_sign_in(captaincy, "abcd-efgh", by=resident(town), at=town.now)
    account = town.account(name)
    assert account.check_password("abcd-efgh")
