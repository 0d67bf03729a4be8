"""Decisions about services brought out: can it be asked for, can it be so many, can it be over."""

from __future__ import annotations

from datetime import datetime, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.outreach.terms import MOST_DAYS, MOST_PEOPLE, MOST_STARS, Asking

LONGEST_AHEAD = timedelta(days=366)
LONGEST_HOURS = 12


def can_be_asked(asking: Asking, now: datetime) -> Verdict[bool]:
    """Is it a request: one to three days ahead of us, some hours, some people, a place?"""
    if not 1 <= len(asking.days) <= MOST_DAYS:
        return Verdict(False, (Why("outreach.no_days", {"most": MOST_DAYS}),))
    for day in asking.days:
        if not (found := is_ahead(day, now)).answer:
            return found
    if not 1 <= asking.hours <= LONGEST_HOURS:
        return Verdict(False, (Why("outreach.hours", {"most": LONGEST_HOURS}),))
    if not 1 <= asking.people <= MOST_PEOPLE:
        return Verdict(False, (Why("outreach.people", {"most": MOST_PEOPLE}),))
    if not asking.place.strip():
        return Verdict(False, (Why("outreach.nowhere"),))
    return Verdict(True)


def is_ahead(day: datetime, now: datetime) -> Verdict[bool]:
    """Does a moment lie ahead, and not beyond a year?"""
    return Verdict(now < day <= now + LONGEST_AHEAD, (Why("outreach.not_ahead"),))


def can_be_done(served: int, begins_at: datetime, now: datetime) -> Verdict[bool]:
    """Has it begun, and can so many have been served?"""
    if now < begins_at:
        return Verdict(False, (Why("outreach.not_begun"),))
    if not 0 <= served <= MOST_PEOPLE:
        return Verdict(False, (Why("outreach.people", {"most": MOST_PEOPLE}),))
    return Verdict(True)


def are_stars(stars: int) -> Verdict[bool]:
    """One to five."""
    return Verdict(1 <= stars <= MOST_STARS, (Why("outreach.stars", {"most": MOST_STARS}),))
