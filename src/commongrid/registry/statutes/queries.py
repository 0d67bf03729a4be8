"""Rules of law on a day, as a process keeps them; terms of the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from time import monotonic

from django.db.models import Sum

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.terms import Due, Pause
from commongrid.base.verdicts import Refused
from commongrid.registry.statutes import rules
from commongrid.registry.statutes.models import Edition, Statute
from commongrid.registry.statutes.terms import Rule, Sure, Unit

LOOK_AGAIN = 5.0
"""Seconds a process trusts what it keeps before it asks whether something was published."""


class _Kept:
    asked = -LOOK_AGAIN
    version = -1
    editions: dict[str, list[Rule]] = {}


def limit(key: str, *, on: date) -> Rule:
    """The rule that holds on a day. Raises Refused("statutes.unknown") where none does."""
    found = rules.in_force(_all().get(key, ()), on)
    if found is None:
        raise Refused("statutes.unknown", rule=key, on=on.isoformat())
    return found


def term(key: str, start: datetime, pauses: Sequence[Pause] = ()) -> Due:
    """When the term of a rule from `start` ends, by the public calendar, and why; the rule as it held at the start."""
    calendar = calendars.calendar()
    return rules.term(calendar, start, limit(key, on=calendar.local_day(start).on), pauses)


def in_force(on: date) -> list[Rule]:
    """Every rule that holds on a day, by law and key."""
    held = (rules.in_force(editions, on) for editions in _all().values())
    return sorted((each for each in held if each), key=lambda each: (each.law, each.key))


def editions(key: str) -> list[Rule]:
    """All editions of a rule, the newest first; none where the key is unknown."""
    return _all().get(key, [])


def forget() -> None:
    """Let the next question read the tables (after publishing, and between tests)."""
    _Kept.asked, _Kept.version, _Kept.editions = -LOOK_AGAIN, -1, {}


def _all() -> dict[str, list[Rule]]:
    """Every edition by key, the newest first (a few hundred rows, read whole when their number of entries moved)."""
    if monotonic() - _Kept.asked >= LOOK_AGAIN:
        version = Statute.objects.aggregate(entries=Sum("seq"))["entries"] or 0
        if version != _Kept.version:
            _Kept.editions = _read()
        _Kept.version, _Kept.asked = version, monotonic()
    return _Kept.editions


def _read() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for row in Edition.objects.select_related("statute").order_by("statute", "-number"):
        found.setdefault(row.statute.key, []).append(_rule(row))
    return found


def _rule(row: Edition) -> Rule:
    return Rule(
        key=row.statute.key, law=row.law, law_zh=row.law_zh, law_en=row.law_en, article=row.article,
        zh=row.zh, en=row.en, sure=Sure(row.sure), value=row.value, unit=Unit(row.unit) if row.unit else None,
        binds_zh=row.binds_zh, binds_en=row.binds_en, valid_from=row.valid_from, valid_to=row.valid_to,
        seen_in=row.seen_in, checked_on=row.checked_on, number=row.number, edition_id=row.pk, origin=row.origin,
        confirmed_by=row.confirmed_by, confirmed_at=row.confirmed_at, compared=row.compared,
    )  # fmt: skip
