"""Searching the journal: always within some days, so that only their partitions are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from commongrid.base.journal.models import Entry
from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.doors.look import sentences
from commongrid.intake.models import Report

SIZE, WEEK, MOST = 60, 7, 92
MOST_DIGITS = 19
"""Fewer than these fit the widest number a table keeps."""
NAMES = ("subject", "actor", "kind", "first", "last")


@dataclass(frozen=True, slots=True)
class Found:
    """One page. `asked` are the values of the form, with the days that were really searched."""

    rows: list[dict[str, Any]]
    asked: dict[str, str]
    next_url: str


def page(given: QueryDict, today: date) -> Found:
    """The entries that fit, newest first (partition of the month and primary key; journal_entry_subject for a subject)."""
    first, last = _days(given, today)
    asked = {name: given.get(name, "").strip() for name in NAMES} | {
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    entries = Entry.objects.filter(
        _fits(asked, given), recorded_at__gte=_start(first), recorded_at__lt=_start(last + timedelta(days=1))
    )
    moment, _tilde, number = given.get("after", "").partition("~")
    at = _moment(moment)
    if at and _is_number(number):
        entries = entries.filter(Q(recorded_at__lt=at) | Q(recorded_at=at, id__lt=int(number)))
    found = list(entries.order_by("-recorded_at", "-id")[: SIZE + 1])
    more = ""
    if len(found) > SIZE:
        edge = found[SIZE - 1]
        more = "?" + urlencode({**asked, "after": f"{edge.recorded_at.isoformat()}~{edge.id}"})
    return Found([_row(one) for one in found[:SIZE]], asked, more)


def kinds() -> list[str]:
    """Every kind of entry that has a sentence."""
    keys = (key.removeprefix("entry.") for key in sentences.known() if key.startswith("entry."))
    return sorted(key for key in keys if not key.endswith(".you"))


def _fits(asked: dict[str, str], given: QueryDict) -> Q:
    fits = Q(kind=asked["kind"]) if asked["kind"] else Q()
    if asked["actor"]:
        named = Q(actor__name__icontains=asked["actor"])
        fits &= named | Q(actor__account=int(asked["actor"])) if _is_number(asked["actor"]) else named
    return fits & _subject(asked["subject"]) if asked["subject"] else fits


def _subject(text: str) -> Q:
    """A case's or report's number, or `kind:id` as the journal has it."""
    kind, colon, key = text.partition(":")
    if colon:
        return Q(subject_kind=kind[:16], subject_id=key.strip()[:40])
    number = numbers.clean(text)
    models: Sequence[tuple[str, Any]] = (("case", Case), ("report", Report))
    fits = Q(pk__in=())
    for name, model in models:
        for key in model.objects.filter(number__in=[number, text]).values_list("pk", flat=True):
            fits |= Q(subject_kind=name, subject_id=str(key))
    return fits


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry,
        "is_for_another_time": abs(entry.recorded_at - entry.at) > timedelta(minutes=1),
        "told": sentences.tell(entry),
        "digest": bytes(entry.digest).hex()[:12],
        "data": json.dumps(entry.data, ensure_ascii=False, indent=1, sort_keys=True) if entry.data else "",
    }


def _days(given: QueryDict, today: date) -> tuple[date, date]:
    """The days asked for; the last week when none are given, at most a quarter."""
    last = _day(given.get("last", "")) or today
    first = _day(given.get("first", "")) or last - timedelta(days=WEEK)
    return max(min(first, last), last - timedelta(days=MOST)), last


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < MOST_DIGITS
