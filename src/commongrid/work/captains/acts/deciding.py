"""What the grid leader and the town do: accept, decline, ask somebody directly, end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.access.acts import require
from commongrid.base.access.models import Account
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused, Why
from commongrid.registry.people import acts as people
from commongrid.registry.premises.models import Premises
from commongrid.work.captains.acts import applying
from commongrid.work.captains.acts.core import held, move, tell
from commongrid.work.captains.acts.serving import appoint, release
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import DECLINING, ENDING, Origin, Reason, State

DECIDE = "captains.decide"


def accept(captaincy_id: UUID, *, by: Actor, at: datetime, account: Account | None = None) -> Captaincy:
    """Take somebody on who asked; `account` is one they have already, else theirs is made.

    Refused: captains.not_in_state, captains.has_captain; told to the person.
    """
    found = held(captaincy_id, "accept")
    require(by, DECIDE, found)
    appoint(found, "captain.accepted", by=by, at=at, unit_id=by.unit_id, account=account)
    tell(found, Why("captains.told_accepted", {"name": found.premises.name}), at=at)
    return found


def decline(captaincy_id: UUID, reason: str, *, why: str, by: Actor, at: datetime) -> Captaincy:
    """Say no, with one of the reasons and in words; the person reads both and may ask again. Refused: captains.say_why."""
    found = held(captaincy_id, "decline")
    require(by, DECIDE, found)
    _demand_reason(reason, why, DECLINING)
    changes = {"state": State.DECLINED, "decided_at": at, "reason": reason, "why": why}
    move(found, "captain.declined", changes, {"captain_reason": reason, "why": why}, by=by, at=at)
    told = {"name": found.premises.name, "captain_reason": reason, "why": why}
    tell(found, Why("captains.told_declined", told), at=at)
    return found


def name(
    premises: Premises, person: tuple[str, str], capacity: str, key: str, *, by: Actor, at: datetime
) -> Captaincy:
    """Ask somebody (name, phone) to be captain; they are it only when they agree themselves.

    Refused: what is wrong with the number, premises.not_open, captains.asked_already.
    """
    require(by, DECIDE, premises)
    called, phone = person
    known = people.remember(phone=phone, name=called, at=at)
    made = applying.begin(premises, known.pk, capacity, Origin.NAMED, key, by=by, at=at)
    tell(made, Why("captains.told_named", {"name": premises.name}), at=at)
    return made


def end(captaincy_id: UUID, reason: str, *, why: str, by: Actor, at: datetime) -> Captaincy:
    """End somebody's time as captain, with a reason they are told. Refused: captains.say_why, captains.not_in_state."""
    found = held(captaincy_id, "end")
    require(by, DECIDE, found)
    _demand_reason(reason, why, ENDING)
    release(found, reason, why=why, by=by, at=at)
    told = {"name": found.premises.name, "captain_reason": reason, "why": why}
    tell(found, Why("captains.told_ended", told), at=at)
    return found


def _demand_reason(reason: str, why: str, offered: tuple[Reason, ...]) -> None:
    if reason not in offered or not why.strip():
        raise Refused("captains.say_why")
