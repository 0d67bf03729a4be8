"""What the acts share: who may run training, whose learning it is, one entry."""

from __future__ import annotations

from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Refused, Verdict

RUN = "training.run"


def runs(by: Actor) -> None:
    """NotAllowed unless they may run training."""
    require(by, RUN, EVERYTHING)


def learner(by: Actor) -> int:
    """The account that learns; nobody learns in another's place."""
    if by.account_id is None or by.post_id is None:
        raise NotAllowed("access.no_post", name=by.name)
    return by.account_id


def demand(verdict: Verdict[Any]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def said(why: str) -> str:
    """A reason that is one. Refused: training.needs_why."""
    if not why.strip():
        raise Refused("training.needs_why")
    return why.strip()[:200]


def signature(by: Actor) -> str:
    """Who made something, as its row keeps it."""
    return f"{by.name} · {by.unit_name}".strip(" ·")[:140]


def note(subject: str, key: object, entry: NewEntry) -> None:
    """Record it under its subject."""
    journal.note(subject, str(key), entry)
