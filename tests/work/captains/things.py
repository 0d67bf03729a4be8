"""A building, a resident who has proven a number, and a captain who serves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.intake import queries as intake
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.people import acts as people
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.registry.units import queries as units
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import Mending, Told, Way
from tests.cast import Town

HOUSE, LIST = "P-004", "CK20"
PHONE = "13827605191"
FINE = {"q01": "yes", "q02": "no", "q03": "yes", "q04": "yes", "q05": "yes", "q06": "no", "q07": "no"}
"""Every answer of the captain's list as it should be."""


def place(code: str = HOUSE) -> Premises:
    found = premises.find(code)
    assert found is not None
    return found


def resident(town: Town, phone: str = PHONE, name: str = "何伯") -> Actor:
    """Somebody who has proven this number."""
    return intake.reporter(people.remember(phone=phone, name=name, at=town.now).pk)


def applied(town: Town, code: str = HOUSE, key: str = "apply-0001") -> Captaincy:
    return acts.apply(place(code), "owner", key, by=resident(town), at=town.now)


def captain(town: Town, code: str = HOUSE) -> tuple[Captaincy, Actor]:
    """A captain who serves, and as whom they act on the phone."""
    found = acts.accept(applied(town, code, f"apply-{code}").pk, by=town.zhoumin, at=town.now)
    serving = queries.captaincy(found.pk)
    assert serving is not None
    assert serving.account is not None
    post = units.posts_of(serving.account, town.today)[0]
    return serving, units.actor_for(post)


def told(town: Town, key: str = "look-00001", *, by_day: date | None = None, **given: str) -> Told:
    """A look with some answers that differ: q01 is handed on, everything else mended in three days."""
    day = by_day or town.today + timedelta(days=3)
    ways: dict[str, Any] = {
        code: Mending(Way.HELP) if code == "q01" else Mending(Way.MEND, day) for code in given
    }
    return Told(key, checklists.checklist(LIST).edition_id, {**FINE, **given}, ways)
