"""Decisions about the way of a rating: what is possible when, is the keeper heard, who decides an appeal, what a plate says. Pure."""

from __future__ import annotations

import uuid
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.ratings.terms import (
    CONTESTABLE,
    STANDS,
    State,
)

SPACE = uuid.UUID("0f0f7b5c-6a3d-5a56-9d55-6c2e3d1e0b77")
MOST_WORDS = 1000
MOVES: Mapping[str, tuple[State, ...]] = {
    "explain": (State.PROPOSED, State.WARNED),
    "decide": (State.PROPOSED,),
    "drop": (State.PROPOSED,),
    "warn": (State.IN_FORCE,),
    "lift": (State.WARNED,),
    "withdraw": (State.WARNED,),
    "appeal": CONTESTABLE,
    "decide_appeal": CONTESTABLE,
    "expire": STANDS,
}
"""Each act with the states it is possible in."""


def rating_id(account_id: int | None, key: str) -> uuid.UUID:
    """The id follows from who proposes and the sending key, so that twice is once."""
    return uuid.uuid5(SPACE, f"{account_id}:{key}")


def may(state: str, act: str) -> Verdict[bool]:
    """Is this act possible in this state?"""
    is_possible = state in MOVES[act]
    key = "ratings.in_state" if is_possible else "ratings.not_in_state"
    return Verdict(is_possible, (Why(key, {"rating_state": state, "rating_act": act}),))


def is_heard(hear_until: date | None, explained: bool, today: date) -> Verdict[bool]:
    """May it be decided? When the keeper has said something, or the days to say it have passed."""
    if explained or hear_until is None or today > hear_until:
        return Verdict(True, (Why("ratings.was_heard"),))
    return Verdict(False, (Why("ratings.still_heard", {"until": hear_until.isoformat()}),))


def may_appeal(decided_on: date | None, today: date, days: int, *, appealed: bool) -> Verdict[bool]:
    """May it be contested? Once, within so many days; the day of the decision does not count."""
    if appealed:
        return Verdict(False, (Why("ratings.appealed_already"),))
    last = (decided_on or today) + timedelta(days=days)
    key = "ratings.appeal_until" if today <= last else "ratings.appeal_over"
    return Verdict(today <= last, (Why(key, {"last": last.isoformat()}),))


def may_decide_appeal(
    account_id: int | None, unit_id: int | None, raters: Iterable[tuple[int | None, int | None]]
) -> Verdict[bool]:
    """Another person of another unit than those who rated: nobody answers an appeal against their own word."""
    for account, unit in raters:
        if account is not None and account == account_id:
            return Verdict(False, (Why("ratings.rated_yourself"),))
        if unit is not None and unit == unit_id:
            return Verdict(False, (Why("ratings.your_unit_rated"),))
    return Verdict(True, (Why("ratings.somebody_else"),))


def until(begins: date, months: int) -> date:
    """The last day a rating holds that begins on a day."""
    years, month = divmod(begins.month - 1 + months, 12)
    year, month = begins.year + years, month + 1
    return date(year, month, min(begins.day, monthrange(year, month)[1])) - timedelta(days=1)


def shown(state: str, until_day: date | None, today: date) -> str:
    """How a plate reads today: "in_force", "expired", or "" where nothing is shown. A day late is expired, whoever swept."""
    if state in STANDS and until_day is not None:
        return State.IN_FORCE if today <= until_day else State.EXPIRED
    return State.EXPIRED if state == State.EXPIRED else ""
