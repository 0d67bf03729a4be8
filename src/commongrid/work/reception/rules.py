"""Decisions about tickets: whether one can be taken, what it is called, how long one waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from math import ceil
from statistics import median

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.points.terms import Service, Standing
from commongrid.work.reception.terms import (
    CALLS_LOOKED_AT,
    FEWEST_CALLS,
    LETTERS,
    LONGEST_GAP,
    MOST_PEOPLE,
    MOST_REPRESENTATIVES,
    MOST_WAITING,
    Many,
    Spokesman,
    Wait,
)


def may_take(service: str, offered: Sequence[str], standing: Standing, waiting: int) -> Verdict[bool]:
    """Can a ticket be taken now: is the service one the point offers and queues for, is it open, is there room?"""
    if service not in LETTERS or service not in offered:
        return Verdict(False, (Why("reception.not_offered"),))
    if not standing.is_open:
        opens = standing.opens_at.isoformat() if standing.opens_at else ""
        return Verdict(False, (Why("reception.not_open", {"at": opens}) if opens else Why("reception.shut"),))
    if waiting >= MOST_WAITING:
        return Verdict(False, (Why("reception.too_many", {"most": MOST_WAITING}),))
    return Verdict(True)


def spoken(service: str, number: int) -> str:
    """As it is called: A012."""
    return f"{LETTERS[Service(service)]}{number:03d}"


def how_long(ahead: int, called_at: Sequence[datetime]) -> Verdict[Wait]:
    """How long one waits behind `ahead` others, by the median gap of the last calls of the day (`called_at` in order)."""
    gaps = [later - earlier for earlier, later in pairwise(called_at[-CALLS_LOOKED_AT - 1 :])]
    counted = [gap for gap in gaps if gap <= LONGEST_GAP]
    if len(counted) < FEWEST_CALLS:
        return Verdict(Wait(ahead, None), (Why("reception.too_few_calls", {"ahead": ahead}),))
    seconds = median(gap.total_seconds() for gap in counted)
    minutes = max(1, ceil(seconds * (ahead + 1) / 60))
    return Verdict(Wait(ahead, minutes), (Why("reception.about", {"ahead": ahead, "minutes": minutes}),))


def is_group(many: Many) -> Verdict[bool]:
    """Can a group come like this: at least two, one to five representatives of theirs, no more names than people?"""
    spoken_for = len(many.representatives)
    if not 2 <= many.count <= MOST_PEOPLE:
        return Verdict(False, (Why("reception.count_cannot_be", {"most": MOST_PEOPLE}),))
    if not spoken_for:
        return Verdict(False, (Why("reception.nobody_speaks", {"most": MOST_REPRESENTATIVES}),))
    if spoken_for > MOST_REPRESENTATIVES:
        return Verdict(
            False, (Why("reception.too_many_speak", {"n": spoken_for, "most": MOST_REPRESENTATIVES}),)
        )
    if not all(one.phone for one in many.representatives):
        return Verdict(False, (Why("reception.no_number"),))
    if spoken_for + len(many.names) > many.count:
        return Verdict(
            False, (Why("reception.more_names", {"n": spoken_for + len(many.names), "count": many.count}),)
        )
    return Verdict(True)


def spokesmen(text: str) -> tuple[Spokesman, ...]:
    """Representatives as they are typed: a line each, name and number in either order."""
    found = []
    for line in text.splitlines():
        words = line.replace("，", " ").replace(",", " ").split()
        phone = next((word for word in words if sum(sign.isdigit() for sign in word) >= 6), "")
        name = " ".join(word for word in words if word != phone)
        if name or phone:
            found.append(Spokesman(name, phone))
    return tuple(found)


def names(text: str) -> tuple[str, ...]:
    """Names as they are typed: parted by lines, commas or 、."""
    parted = text.replace("、", "\n").replace("，", "\n").replace(",", "\n").splitlines()
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in parted))))
