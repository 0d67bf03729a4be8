"""Decisions about sessions and slots: which there are, which are free, what may still be changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Kind as Listed
from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.appointments.terms import (
    AHEAD_DAYS,
    CODE_SIGNS,
    LEAD,
    LONGEST,
    MOST_AT_A_TIME,
    SHORTEST,
    SIGNS,
    State,
    Weekly,
)
from commongrid.registry.points.terms import Shut

MADE_UP = 0
"""A weekend day worked in exchange keeps Monday's sessions, as points keep Monday's hours."""


def is_session(weekly: Weekly) -> Verdict[bool]:
    """Can there be such a session: some time, a slot that fits into it, a sensible number at a time, days in order?"""
    if not 0 <= weekly.weekday <= 6 or weekly.closes <= weekly.opens:
        return Verdict(False, (Why("appointments.ends_first"),))
    if not SHORTEST <= weekly.minutes <= LONGEST:
        return Verdict(False, (Why("appointments.bad_length", {"least": SHORTEST, "most": LONGEST}),))
    lasts = _minutes(weekly.closes.hour, weekly.closes.minute) - _minutes(
        weekly.opens.hour, weekly.opens.minute
    )
    if lasts < weekly.minutes:
        return Verdict(False, (Why("appointments.no_slot_fits"),))
    if not 1 <= weekly.places <= MOST_AT_A_TIME:
        return Verdict(False, (Why("appointments.bad_places", {"most": MOST_AT_A_TIME}),))
    if weekly.valid_to is not None and weekly.valid_to < weekly.valid_from:
        return Verdict(False, (Why("appointments.days_out_of_order"),))
    return Verdict(True)


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute


def is_apart(weekly: Weekly, others: Iterable[Weekly]) -> Verdict[bool]:
    """Does it leave every other session of the same post alone? Nobody serves in two places at once."""
    for one in others:
        same_hours = one.weekday == weekly.weekday and one.opens < weekly.closes and weekly.opens < one.closes
        if (
            same_hours
            and _begins_before_end(one, weekly)
            and _begins_before_end(weekly, one)
        ):  # fmt: skip
            return Verdict(False, (Why("appointments.serves_elsewhere"),))
    return Verdict(True)


def _begins_before_end(one: Weekly, other: Weekly) -> bool:
    return other.valid_to is None or one.valid_from <= other.valid_to


def slots(
    weekly: Weekly, shut: Sequence[Shut], calendar: Calendar, first: date, last: date
) -> Iterator[tuple[datetime, datetime]]:
    """Every slot of a session from a day to a day, without public holidays and closings of its point."""
    until = last if weekly.valid_to is None else min(last, weekly.valid_to)
    on = max(first, weekly.valid_from)
    while on <= until:
        if weekday_kept(calendar, on) == weekly.weekday:
            yield from (span for span in _slots_on(weekly, calendar, on) if not is_shut(span, shut))
        on += timedelta(days=1)


def weekday_kept(calendar: Calendar, on: date) -> int | None:
    """The weekday a day is kept like by the public calendar; None on a day off."""
    listed = calendar.day(on).listed
    if listed is Listed.OFF:
        return None
    return MADE_UP if listed is Listed.WORK and on.weekday() >= 5 else on.weekday()


def _slots_on(weekly: Weekly, calendar: Calendar, on: date) -> Iterator[tuple[datetime, datetime]]:
    starts_at = datetime.combine(on, weekly.opens, calendar.zone)
    closes_at, step = datetime.combine(on, weekly.closes, calendar.zone), timedelta(minutes=weekly.minutes)
    while starts_at + step <= closes_at:
        yield starts_at, starts_at + step
        starts_at += step


def is_shut(span: tuple[datetime, datetime], shut: Sequence[Shut]) -> bool:
    """Does a closing of the point touch this time?"""
    return any(one.starts_at < span[1] and span[0] < one.ends_at for one in shut)


def is_free(starts_at: datetime, taken: int, places: int, at: datetime) -> Verdict[bool]:
    """Can a slot be booked at `at`: not too late, not too far ahead, and a place left?"""
    if starts_at < at + LEAD:
        return Verdict(False, (Why("appointments.too_late"),))
    if starts_at > at + timedelta(days=AHEAD_DAYS):
        return Verdict(False, (Why("appointments.too_far", {"days": AHEAD_DAYS}),))
    if taken >= places:
        return Verdict(False, (Why("appointments.just_taken"),))
    return Verdict(True)


def may_change(state: str, starts_at: datetime, at: datetime) -> Verdict[bool]:
    """Can it still be moved or cancelled? Until it begins."""
    if state == State.CANCELLED:
        return Verdict(False, (Why("appointments.is_cancelled"),))
    if state != State.BOOKED or starts_at <= at:
        return Verdict(False, (Why("appointments.is_over"),))
    return Verdict(True)


def may_record(state: str, starts_at: datetime, at: datetime) -> Verdict[bool]:
    """Can it be said whether somebody came? From the beginning on; a slip of the hand can be mended."""
    if state == State.CANCELLED:
        return Verdict(False, (Why("appointments.is_cancelled"),))
    if at < starts_at:
        return Verdict(False, (Why("appointments.not_yet"),))
    return Verdict(True)


def code_of(secret: bytes) -> str:
    """Ten signs from a keyed digest: cannot be guessed (31^10), can be read out (no 0 and O, no 1 and I and L)."""
    number, signs = int.from_bytes(secret[:16]), ""
    for _ in range(CODE_SIGNS):
        number, sign = divmod(number, len(SIGNS))
        signs += SIGNS[sign]
    return signs


def spoken(code: str) -> str:
    """As it is shown: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def clean(typed: str) -> str:
    """A code as somebody typed it, in its one form; "" when it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed[:40]).upper()
    found = "".join(sign for sign in plain if sign in SIGNS)
    return found if len(found) == CODE_SIGNS else ""
