"""What passing time means: when a case counts as late once more, and what the timetable then does. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.days import Calendar
from commongrid.base.verdicts import Verdict, Why
from commongrid.cases.clocks import Segment
from commongrid.work.deadlines.terms import Light, Policy

LEAST_GRACE = timedelta(hours=1)


def light_now(soon_at: datetime | None, due_at: datetime | None, at: datetime) -> Light | None:
    """What the deadline of a running clock has become by `at`; None: nothing to mark."""
    if due_at is not None and at > due_at:
        return Light.LATE
    if soon_at is not None and at > soon_at:
        return Light.SOON
    return None


def overdue_at(calendar: Calendar, segment: Segment) -> datetime | None:
    """When a late clock is late by its limit once more, counted as the limit is; at least an hour.

    A deadline that was set by hand is doubled in plain time. None without a deadline.
    """
    if segment.due_at is None:
        return None
    if segment.limit is not None and segment.fixed_due is None:
        again = calendar_rules.deadline(calendar, segment.due_at, segment.limit).at
    else:
        again = segment.due_at + (segment.due_at - segment.counted_from)
    return max(again, segment.due_at + LEAST_GRACE)


def may_urge(policy: Policy, *, has_unit: bool) -> Verdict[bool]:
    """Does the timetable urge by itself when a deadline comes near? Only somebody who has the case can be urged."""
    if not policy.urge_at_soon:
        return Verdict(False, (Why("deadlines.urging_off"),))
    return Verdict(has_unit, (Why("deadlines.urged" if has_unit else "deadlines.nobody_to_urge"),))


def may_supervise(policy: Policy, *, supervision: str) -> Verdict[bool]:
    """Does the timetable put an overdue case under supervision? Not where somebody supervises it already."""
    if not policy.supervise_overdue:
        return Verdict(False, (Why("deadlines.supervising_off"),))
    free = not supervision
    return Verdict(free, (Why("deadlines.twice_late" if free else "deadlines.supervised_already"),))
