"""The State Council's yearly notices from 2004 on, as the chinesecalendar library publishes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import chinese_calendar
from chinese_calendar.constants import Holiday, holidays, workdays

from commongrid.base.calendar.terms import Kind, ListedDay, Occasion

SOURCE = "chinesecalendar 1.11, notices of the General Office of the State Council"


@cache
def years() -> frozenset[int]:
    """The years the library knows; it says so itself by refusing every other year."""
    first, last = min(holidays).year, max(holidays).year
    return frozenset(year for year in range(first, last + 2) if _knows(year))


@cache
def days() -> tuple[ListedDay, ...]:
    """Every listed day, in order."""
    off = [ListedDay(on, Kind.OFF, *_names(name)) for on, name in holidays.items()]
    work = [ListedDay(on, Kind.WORK, *_names(name)) for on, name in workdays.items()]
    return tuple(sorted(off + work, key=lambda listed: listed.day))


def listed(kind: Kind) -> Mapping[date, Occasion]:
    return {one.day: Occasion(one.name, one.name_en) for one in days() if one.kind is kind}


def _knows(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def _names(english: str) -> tuple[str, str, str]:
    """As the fields of a listed day stand: Chinese name, source, English name."""
    return Holiday(english).chinese, SOURCE, english
