"""What every act on one captaincy does: its state, one row and one entry, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Why
from commongrid.registry.people import queries as people
from commongrid.work.captains import rules
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import CAPTAINCY

MINE, BUILDINGS = "/captains/", "/field/buildings/"
"""The pages a notice leads to: a resident's own, and a captain's buildings on the phone."""


def held(captaincy_id: UUID, act: str) -> Captaincy:
    """The row with its place, if the act is possible in its state. Refused: captains.not_in_state."""
    found = Captaincy.objects.select_related("premises", "post").get(pk=captaincy_id)
    verdict = rules.may(found.state, act)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return found


def own(captaincy: Captaincy, by: Actor) -> None:
    """NotAllowed unless the resident who acts is the person it is about."""
    if captaincy.person_id is None or str(captaincy.person_id) != by.person_id:
        raise NotAllowed("captains.not_yours")


def move(
    captaincy: Captaincy,
    kind: str,
    changes: dict[str, Any],
    told: Mapping[str, Any] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the changes with their entry; Outrun when somebody was faster."""
    data = {"name": captaincy.premises.name, "code": captaincy.premises.code, **(told or {})}
    entry = NewEntry(kind, at, by.snapshot(), data)
    if not journal.move_subject(CAPTAINCY, captaincy, entry, changes):
        raise Outrun("captains.outrun", name=captaincy.premises.name)


def tell(captaincy: Captaincy, why: Why, *, at: datetime, path: str = MINE) -> None:
    """Tell the person, by the way they can be reached; whoever is gone is told nothing."""
    person = captaincy.person_id
    way = people.way_to(person) if person else None
    reached = {person: Channel(way)} if person and way else {}
    key = f"{why.key}:{captaincy.pk}:{captaincy.seq}"
    about = f"captaincy:{captaincy.premises.code}"[:48]
    notices.tell([Message(why, about, path, key, at, persons=reached)], at=at)
