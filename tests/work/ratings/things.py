"""Criteria that are published, a place with a keeper, and what an assessor saw there."""

from __future__ import annotations

from commongrid.base.access.terms import Actor
from commongrid.intake import queries as intake
from commongrid.registry.people import acts as people
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts as captains
from commongrid.work.captains.terms import Floor
from commongrid.work.inspections import acts as inspections
from commongrid.work.ratings import acts, stored
from commongrid.work.ratings.models import Rating
from tests.cast import Town
from tests.work.captains.things import captain, told
from tests.work.inspections.things import sent

PHONE = "13827605191"
SEEN = {"exits": (True, ""), "ebikes": (True, ""), "notice": (True, "贴在门口")}


def place(code: str = "P-004") -> Premises:
    found = queries.find(code)
    assert found is not None
    return found


def published(town: Town) -> None:
    """The proposed criteria, as an administrator publishes them."""
    acts.publish_criteria(stored.proposed(), by=town.suqing, at=town.now, why="首次公布")


def inspected(town: Town, **gaps: str) -> None:
    """Somebody inspected the house today."""
    inspections.make(place(), sent(town, **gaps), by=town.chenlihua, at=town.now)


def looked_after(town: Town) -> None:
    """A captain serves there, has confirmed the rooms and looked through the house."""
    _captaincy, by = captain(town)
    captains.confirm_rooms(place(), [Floor(1, 3, 1, 0)], "rooms-0001", by=by, at=town.now)
    captains.look_through(place(), told(town), by=by, at=town.now)


def keeper(town: Town) -> Actor:
    """The place's contact, who has proven their number."""
    return intake.reporter(people.remember(phone=PHONE, at=town.now).pk)


def proposed(town: Town, key: str = "rate-00001", **seen: tuple[bool, str]) -> Rating:
    return acts.propose(place(), {**SEEN, **seen}, key, by=town.chenlihua, at=town.now)
