"""The department's side: one of the days, another day, or no; called off; done with how many were served."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.work.outreach import rules
from commongrid.work.outreach.acts.core import check, held_to, move, said
from commongrid.work.outreach.models import Request


def accept(found: Request, day: datetime, *, by: Actor, at: datetime) -> Request:
    """It comes on one of the days proposed. Refused: outreach.not_proposed, outreach.not_ahead."""
    check(found, "accept", by=by)
    if day not in found.days:
        raise Refused("outreach.not_proposed")
    held_to(rules.is_ahead(day, at))
    return move(found, "accept", {"begins_at": day, "why": ""}, by=by, at=at, told={"day": day.isoformat()})


def offer(found: Request, day: datetime, *, by: Actor, at: datetime, why: str) -> Request:
    """Not on these days, but on this one; the village takes it or not."""
    check(found, "offer", by=by)
    held_to(rules.is_ahead(day, at))
    return move(
        found, "offer", {"begins_at": day, "why": said(why)}, by=by, at=at, told={"day": day.isoformat()}
    )


def decline(found: Request, *, by: Actor, at: datetime, why: str) -> Request:
    """It does not come, with the reason the village reads."""
    check(found, "decline", by=by)
    return move(found, "decline", {"why": said(why)}, by=by, at=at)


def call_off(found: Request, *, by: Actor, at: datetime, why: str) -> Request:
    """Agreed, and yet it does not come; residents read the reason on the notice."""
    check(found, "call_off", by=by)
    return move(found, "call_off", {"why": said(why)}, by=by, at=at)


def finish(found: Request, served: int, *, by: Actor, at: datetime) -> Request:
    """It was held; how many were served is a count and nothing more. Refused: outreach.not_begun, outreach.people."""
    check(found, "finish", by=by)
    if found.begins_at is None:
        raise Refused("outreach.not_begun")
    held_to(rules.can_be_done(served, found.begins_at, at))
    return move(found, "finish", {"served": served, "done_at": at}, by=by, at=at, told={"served": served})
