"""Two months of a few building captains of a small demonstration, and the ratings of their houses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history import campaigning
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.lots import lot
from commongrid.intake import queries as intake
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.people import acts as people
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import queries as places
from commongrid.registry.premises.models import Premises
from commongrid.registry.units import queries as units
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import Asking, Floor, Mending, Told, Way
from commongrid.work.inspections import acts as inspections
from commongrid.work.inspections.terms import Sent
from commongrid.work.ratings import acts as ratings
from commongrid.work.ratings import stored

HOUSES = ("P-004", "P-005", "P-006")
SIGNS_IN = "louzhang"
NAMES, LIST, ROUND = ("何伯", "林女士", "梁先生"), "CK20", "CK01"
PHONES = ("13827605191", "13800008001", "13800008002")
GOOD = {"q01": "yes", "q02": "no", "q03": "yes", "q04": "yes", "q05": "yes", "q06": "no", "q07": "no"}
IN_ORDER = {
    "q01": "no", "q02": "yes", "q03": "yes", "q04": "no", "q05": "yes", "q06": "yes", "q07": "yes", "q08": "yes",
    "q09": "yes", "q10": "no", "q11": "no", "q12": "yes", "q13": "no", "q14": "in_order", "q15": "no",
}  # fmt: skip
SEEN = {"exits": (True, "两部楼梯都通"), "ebikes": (True, ""), "notice": (True, "贴在一楼门口")}


def serve(company: Company, *, now: datetime, password: str) -> int:
    """Play it up to now, all or nothing; how many captains serve. Done, it does nothing."""
    found = [place for code in HOUSES if (place := places.find(code)) is not None]
    if len(found) < len(HOUSES) or Captaincy.objects.exists():
        return 0
    with transaction.atomic(), app.replace_connector(InMemoryConnector()):
        leader = next(actor for actor in _above(company) if actor.account_id in company.cast)
        began = now - timedelta(days=61)
        for nth, place in enumerate(found[:2]):
            _lived(_begun(place, nth, leader, began, password), leader, now, nth)
        _waits(found[2], now)
        _asked(leader, now)
        _rated(company, found, leader, now)
    return 2


def _above(company: Company) -> Sequence[Actor]:
    """Who decides in the town: its dispatchers, those of the cast first."""
    return sorted(
        (actor for held in company.dispatchers.values() for actor in held if actor.area == company.home),
        key=lambda actor: actor.account_id not in company.cast,
    )


def _resident(nth: int, at: datetime) -> Actor:
    return intake.reporter(people.remember(phone=PHONES[nth], name=NAMES[nth], at=at).pk)


def _begun(place: Premises, nth: int, leader: Actor, at: datetime, password: str) -> Captaincy:
    """Asked for on one day, accepted on the next; the first captain has a sign-in everybody is told."""
    asked = acts.apply(place, "owner", f"made-captain-{nth}", by=_resident(nth, at), at=at)
    row = {
        "username": SIGNS_IN,
        "name": f"{place.name}楼栋长",
        "name_en": f"Captain of {place.name}",
        "password": password,
    }
    account = access.add_accounts([row], by=SYSTEM, at=at)[SIGNS_IN] if nth == 0 else None
    found = acts.accept(asked.pk, by=leader, at=at + timedelta(hours=20), account=account)
    serving = queries.captaincy(found.pk)
    assert serving is not None and serving.account is not None  # noqa: S101, PT018 (just made)
    return serving


def _lived(captaincy: Captaincy, leader: Actor, now: datetime, nth: int) -> None:
    """Rooms and looks of two months, a gap mended and one handed on, and thanks that may be read."""
    account, place = captaincy.account, captaincy.premises
    by = units.actor_for(units.posts_of(account, timezone.localdate(now))[0]) if account else SYSTEM
    floors = [Floor(1, 0, 0, 2), *(Floor(number, 4 - nth, nth, 0) for number in range(2, 6))]
    acts.confirm_rooms(place, floors, f"made-rooms-{nth}-1", by=by, at=now - timedelta(days=58))
    acts.confirm_rooms(place, None, f"made-rooms-{nth}-2", by=by, at=now - timedelta(days=27 + 3 * nth))
    first, second = now - timedelta(days=55), now - timedelta(days=25)
    _look(place, by, first, f"made-look-{nth}-1", {"q03": "no"})
    for gap in queries.own_gaps(place):
        acts.mend(gap.pk, by=by, at=first + timedelta(days=2))
    if nth == 0:
        _look(place, by, second, f"made-look-{nth}-2", {"q04": "no"})
        for gap in queries.own_gaps(place):
            acts.mend(gap.pk, by=by, at=second + timedelta(days=3))
        thanks = acts.commend(
            captaincy,
            "台风夜挨户敲门，把一楼的老人接到二楼。",
            "made-thanks-1",
            by=leader,
            at=now - timedelta(days=9),
        )
        acts.show(thanks, on=True, by=by, at=now - timedelta(days=8))
    else:
        _look(place, by, now - timedelta(days=2), f"made-look-{nth}-2", {"q01": "no", "q06": "yes"})


def _look(place: Premises, by: Actor, at: datetime, key: str, other: dict[str, str]) -> None:
    """One look; a blocked exit is handed to the grid worker, everything else mended in five days."""
    mended = Mending(Way.MEND, timezone.localdate(at) + timedelta(days=5))
    ways = {code: Mending(Way.HELP) if code == "q01" else mended for code in other}
    told = Told(key, checklists.checklist(LIST).edition_id, {**GOOD, **other}, ways)
    acts.look_through(place, told, by=by, at=at)


def _waits(place: Premises, now: datetime) -> None:
    """Somebody asked yesterday and waits for the answer."""
    at = now - timedelta(days=1)
    acts.apply(place, "sublandlord", "made-captain-2", by=_resident(2, at), at=at)


def _asked(leader: Actor, now: datetime) -> None:
    """A task that is still to be answered at one of the houses."""
    due = timezone.localdate(now) + timedelta(days=4)
    asking = Asking(
        "清走楼道里的电动车", "本周内提醒住户改到集中充电点，做不到的写明原因。", leader.area, "", due
    )
    task = acts.ask(asking, "made-task-1", by=leader, at=now - timedelta(days=3))
    item = task.items.select_related("premises__captain__account").filter(premises__code=HOUSES[1]).first()
    if item is not None and item.premises.captain is not None:
        post = units.posts_of(item.premises.captain.account, timezone.localdate(now))[0]
        acts.answer(
            task.pk,
            item.premises_id,
            "done",
            "两辆已移走",
            by=units.actor_for(post),
            at=now - timedelta(days=1),
        )


def _rated(company: Company, found: list[Premises], leader: Actor, now: datetime) -> None:
    """One house is rated safe, one is being heard; the criteria were published before."""
    ratings.publish_criteria(stored.proposed(), by=SYSTEM, at=now - timedelta(days=65), why="首次公布")
    for nth, place in enumerate(found[:2]):
        rng: Random = lot("rated", place.code)
        worker = company.worker(place.area, rng)
        if worker is None:
            continue
        at = now - timedelta(days=20 - 18 * nth)
        _inspected(place, worker, at - timedelta(hours=2), nth)
        made = ratings.propose(places.by_id(place.pk) or place, SEEN, f"made-rating-{nth}", by=worker, at=at)
        if nth == 0:
            ratings.explain(
                made.pk, "情况属实，灭火器已换新。", by=_resident(0, at), at=at + timedelta(days=1)
            )
            ratings.decide(made.pk, by=leader, at=at + timedelta(days=2), why="现场与记录一致。")
        _plate(place, leader, at)


def _inspected(place: Premises, worker: Actor, at: datetime, nth: int) -> None:
    """A round of the house with nothing to put right."""
    checklist, key = checklists.checklist(ROUND), f"made-round-{nth}"
    campaigning.photograph(checklist, dict(IN_ORDER), key, by=worker, at=at)
    inspections.make(place, Sent(key, checklist.edition_id, IN_ORDER), by=worker, at=at)


def _plate(place: Premises, leader: Actor, at: datetime) -> None:
    now = places.by_id(place.pk)
    if now is not None and places.plate_of(now) is None:
        premises.make_plate(now.pk, now.seq, by=leader, at=at)
