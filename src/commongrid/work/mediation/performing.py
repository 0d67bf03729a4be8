"""Decisions about performance: what is owed by when, whether it is late, what is open to the creditor. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from commongrid.work.mediation.terms import Paid, Side, Term

REMIND_BEFORE = timedelta(days=3)

CONFIRMED_ROUTES = (("enforce", "confirmation.enforce"),)
PLAIN_ROUTES = (("court", "mediation.people.binding"), ("mediate_again", "mediation.people.start"))


@dataclass(frozen=True, slots=True)
class Owed:
    """One payment or deed with a day: which clause, the day, who owes it and to whom."""

    nth: int
    on: date
    by: UUID
    to: UUID


def plan(terms: Sequence[Term], sides: dict[UUID, str]) -> list[Owed]:
    """Every clause with a day, owed to the first party on the other side; a third party's to the applicant."""
    return [
        Owed(nth, term.by_on, term.who, other)
        for nth, term in enumerate(terms, start=1)
        if term.by_on is not None and (other := _other(term.who, sides)) is not None
    ]


def _other(who: UUID, sides: dict[UUID, str]) -> UUID | None:
    wanted = Side.RESPONDENT if sides[who] == Side.APPLICANT else Side.APPLICANT
    return next((pk for pk, side in sides.items() if side == wanted and pk != who), None)


def is_late(state: str, due_at: datetime, now: datetime) -> bool:
    """Owed past its day; what the debtor says is done waits for the creditor and is not called late."""
    return state == Paid.OWED and now > due_at


def routes(*, confirmed: bool) -> tuple[tuple[str, str], ...]:
    """What is open to a creditor: enforcement where a court confirmed, else to sue or mediate again; (route, rule of law)."""
    return CONFIRMED_ROUTES if confirmed else PLAIN_ROUTES
