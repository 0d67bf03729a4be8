"""Decisions about shifts: what a pattern makes of the weeks ahead, how a shift was attended, who may confirm what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.duty.terms import (
    EARLY,
    GRACE,
    LONGEST,
    Attendance,
    Busy,
    Days,
    Pattern,
    Slot,
    State,
    Turn,
    Worked,
)


def which_shifts(
    pattern: Pattern, first: date, days: int, *, worked: Worked, busy: Iterable[Busy], zone: ZoneInfo
) -> Verdict[tuple[Slot, ...]]:
    """The shifts of a pattern over `days` days from `first`, in order; the why tells who was passed over, and gaps.

    Whose turn it is and is away or on another shift is passed over for this once: the next in the row who is free
    stands in. Where nobody is free the slot has no post. `worked` are the working days of that time.
    """
    taken = list(busy)
    slots: list[Slot] = []
    told: list[Why] = []
    laid = [on for on in _from(first, days) if _is_meant(pattern, on, worked)]
    for nth, on in enumerate(laid):
        place = nth if pattern.turn == Turn.DAY else (on - first).days // 7
        slot, why = _filled(pattern, on, place, taken, zone)
        slots.append(slot)
        told += why
        if slot.post_id is not None:
            taken.append(Busy(slot.post_id, slot.starts_at, slot.ends_at))
    return Verdict(tuple(slots), (Why("duty.laid", {"shifts": len(slots)}), *told))


def _from(first: date, days: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(days)]


def _is_meant(pattern: Pattern, on: date, worked: Worked) -> bool:
    fits = pattern.days == Days.EVERY or (on in worked) == (pattern.days == Days.WORKED)
    return fits and on.weekday() in pattern.weekdays


def _filled(
    pattern: Pattern, on: date, place: int, taken: Sequence[Busy], zone: ZoneInfo
) -> tuple[Slot, list[Why]]:
    starts_at, ends_at = span(pattern, on, zone)
    row, told = pattern.post_ids, list[Why]()
    for step in range(len(row)):
        post = row[(place + step) % len(row)]
        hindered = next(
            (each for each in taken if each.post_id == post and overlaps(each, starts_at, ends_at)), None
        )
        if hindered is None:
            return Slot(starts_at, ends_at, pattern.kind, post), told
        key = "duty.passed_away" if hindered.is_away else "duty.passed_busy"
        told.append(Why(key, {"post": post, "on": starts_at.isoformat()}))
    return Slot(starts_at, ends_at, pattern.kind, None), [
        *told,
        Why("duty.nobody", {"on": starts_at.isoformat()}),
    ]


def span(pattern: Pattern, on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when a pattern's shift of a day lasts; one that ends at or before its beginning ends the next day."""
    starts_at = datetime.combine(on, pattern.begins, zone)
    passes = pattern.ends <= pattern.begins
    return starts_at, datetime.combine(on + timedelta(days=1) if passes else on, pattern.ends, zone)


def overlaps(one: Busy, starts_at: datetime, ends_at: datetime) -> bool:
    """Do both last at one moment? Touching ends do not."""
    return one.starts_at < ends_at and starts_at < one.ends_at


def is_span(starts_at: datetime, ends_at: datetime) -> Verdict[bool]:
    """Can a shift last from here to there?"""
    if ends_at <= starts_at:
        return Verdict(False, (Why("duty.ends_first"),))
    if ends_at - starts_at > LONGEST:
        return Verdict(False, (Why("duty.too_long", {"hours": int(LONGEST.total_seconds() // 3600)}),))
    return Verdict(True)


def how_attended(
    starts_at: datetime, ends_at: datetime, on_at: datetime | None, off_at: datetime | None, at: datetime
) -> Verdict[Attendance]:
    """How a shift stands at `at`. Late is more than the grace after its beginning; missed, when it ended unsigned."""
    late = on_at - starts_at if on_at and on_at - starts_at > GRACE else timedelta()
    if on_at is None:
        missed = State.MISSED if at >= ends_at else State.AWAITED if at > starts_at + GRACE else State.PLANNED
        return Verdict(
            Attendance(missed), (Why(f"duty.is_{missed.value}", {"starts_at": starts_at.isoformat()}),)
        )
    state = State.DONE if off_at else State.OPEN if at >= ends_at else State.ON
    why = Why(f"duty.is_{state.value}", {"on_at": on_at.isoformat()})
    minutes = int(late.total_seconds() // 60)
    return Verdict(
        Attendance(state, late), (why, Why("duty.was_late", {"minutes": minutes})) if late else (why,)
    )


def may_sign_on(starts_at: datetime, ends_at: datetime, at: datetime) -> Verdict[bool]:
    """May the shift be signed on now: half an hour before it begins until it ends?"""
    if at < starts_at - EARLY:
        return Verdict(False, (Why("duty.too_early", {"opens_at": (starts_at - EARLY).isoformat()}),))
    if at >= ends_at:
        return Verdict(False, (Why("duty.is_over", {"ends_at": ends_at.isoformat()}),))
    return Verdict(True)
