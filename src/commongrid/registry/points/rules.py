"""Decisions about service points: level, rooms, services, and whether one is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Kind as Listed
from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.places.rules import DAYS, Hours
from commongrid.registry.points.terms import (
    ROOM_SIGNS,
    SPOKEN,
    Kind,
    Level,
    Room,
    RoomKind,
    Service,
    Shut,
    Standing,
)

HOLIDAY = "holiday"
"""The key of hours kept on public holidays, beside mon … sun; without it a point is shut then."""
DAYS_AHEAD = 21
"""So far the next opening is looked for: longer than any holiday with the weekends around it."""
MOST_SEATS = 500
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_ROOM = re.compile(r"(?P<name>.*?\S)(?:[\s*×:：]+(?P<seats>\d{1,4})\s*(?:人|座)?)?")
MADE_UP = DAYS[0]
"""A weekend day worked in exchange keeps Monday's hours."""


def level_of(kind: str, division: str) -> Level:
    """The level of a point: a station is one anywhere; else the level of the division it serves."""
    if kind == Kind.STATION:
        return Level.STATION
    return Level.COMMUNITY if len(division) > 9 else Level.STREET if len(division) == 9 else Level.DISTRICT


def service_of(text: str) -> str:
    """The code of a service however it was written; free words stay as they are."""
    text = text.strip()
    return SPOKEN.get(text, text)


def services_of(texts: Iterable[str]) -> list[str]:
    """Codes first in their usual order, then free words in theirs, each once."""
    found = dict.fromkeys(filter(None, map(service_of, texts)))
    known = [str(one) for one in Service if one in found]
    return [*known, *(one for one in found if one not in set(Service))]


def room_of(text: str) -> Room:
    """A room as it is written: its name, perhaps followed by how many it holds: `调解室 8`."""
    found = _ROOM.fullmatch(text.strip())
    name, seats = (found["name"], found["seats"]) if found else (text.strip(), None)
    kind = next((kind for kind, signs in ROOM_SIGNS if any(sign in name for sign in signs)), RoomKind.OTHER)
    return Room(kind, name, int(seats) if seats else None)


def what_is_wrong(values: Mapping[str, object]) -> tuple[Why, ...]:
    """Everything that cannot be in the facts of one point: `kind`, `rooms` (as written), `valid_from`, `valid_to`."""
    found: list[Why] = []
    if values.get("kind") is not None and values["kind"] not in set(Kind):
        found.append(Why("points.unknown_kind", {"kind": str(values["kind"])}))
    given = values.get("rooms") or ()
    rooms = [room_of(str(text)) for text in given] if isinstance(given, Sequence) else []
    found += [
        Why("points.bad_seats", {"room": room.name, "most": MOST_SEATS})
        for room in rooms
        if room.seats is not None and not 0 < room.seats <= MOST_SEATS
    ]
    since, until = values.get("valid_from"), values.get("valid_to")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        found.append(Why("points.ends_first", {"since": since.isoformat(), "until": until.isoformat()}))
    return tuple(found)


def is_shutting(starts_at: datetime, ends_at: datetime, at: datetime) -> Verdict[bool]:
    """Can a closing last from here to there, said at `at`?"""
    if ends_at <= starts_at:
        return Verdict(False, (Why("points.shut_ends_first"),))
    if ends_at <= at:
        return Verdict(False, (Why("points.shut_is_over"),))
    return Verdict(True)


def standing(
    hours: Hours | None, shut: Sequence[Shut], calendar: Calendar, at: datetime
) -> Verdict[Standing]:
    """Is a point open at `at` by its week, the public calendar and the closings that were announced?

    On a public holiday it keeps the hours under `holiday`, else none; a weekend day worked in exchange is like a Monday.
    """
    if hours is None:
        return Verdict(Standing(None), (Why("points.hours_unknown"),))
    today = at.astimezone(calendar.zone).date()
    held = next((one for one in shut if one.starts_at <= at < one.ends_at), None)
    for ahead in range(DAYS_AHEAD):
        for starts_at, ends_at in openings(hours, shut, calendar, today + timedelta(days=ahead)):
            if ends_at <= at:
                continue
            if starts_at <= at:
                return Verdict(
                    Standing(True, until=ends_at),
                    (Why("points.open_until", {"until": _clock(ends_at, calendar)}),),
                )
            return Verdict(
                Standing(False, opens_at=starts_at, shut=held),
                tuple(_closed(held, today, calendar, starts_at)),
            )
    return Verdict(Standing(False, shut=held), tuple(_closed(held, today, calendar, None)))


def _closed(held: Shut | None, today: date, calendar: Calendar, opens_at: datetime | None) -> Iterator[Why]:
    day = calendar.day(today)
    if opens_at is not None and opens_at.astimezone(calendar.zone).date() == today:
        yield Why("points.opens_today", {"at": _clock(opens_at, calendar)})
    elif opens_at is not None:
        yield Why("points.opens_on", {"at": opens_at.isoformat()})
    else:
        yield Why("points.shut_for_long")
    if held is not None:
        yield Why(
            "points.is_shut",
            {"why_zh": held.zh, "why_en": held.en or held.zh, "until": held.ends_at.isoformat()},
        )
    elif day.listed is Listed.OFF and day.occasion:
        yield Why(
            "points.holiday",
            {"day_zh": day.occasion.name, "day_en": day.occasion.name_en or day.occasion.name},
        )


def openings(
    hours: Hours, shut: Sequence[Shut], calendar: Calendar, on: date
) -> list[tuple[datetime, datetime]]:
    """From when to when a point is open on a day, closings taken out."""
    spans = [
        (_moment(on, opens, calendar), _moment(on, closes, calendar))
        for opens, closes in spans_on(hours, calendar, on)
    ]
    for one in shut:
        spans = [left for span in spans for left in _without(span, one)]
    return sorted(spans)


def spans_on(hours: Hours, calendar: Calendar, on: date) -> Sequence[Sequence[str]]:
    """The hours of a day as they are written, before closings."""
    day = calendar.day(on)
    if day.listed is Listed.OFF:
        return hours.get(HOLIDAY, ())
    is_made_up = day.listed is Listed.WORK and on.weekday() >= 5
    return hours.get(MADE_UP if is_made_up else DAYS[on.weekday()], ())


def _without(span: tuple[datetime, datetime], shut: Shut) -> Iterator[tuple[datetime, datetime]]:
    starts_at, ends_at = span
    if shut.ends_at <= starts_at or ends_at <= shut.starts_at:
        yield span
        return
    if starts_at < shut.starts_at:
        yield starts_at, shut.starts_at
    if shut.ends_at < ends_at:
        yield shut.ends_at, ends_at


def _moment(on: date, clock: str, calendar: Calendar) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(on + timedelta(days=hour // 24), time(hour % 24, minute), calendar.zone)


def _clock(at: datetime, calendar: Calendar) -> str:
    return at.astimezone(calendar.zone).strftime("%H:%M")
