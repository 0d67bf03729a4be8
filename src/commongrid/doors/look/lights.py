"""The deadline light: which of its five pictures, how far drawn, and the words that always stand with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commongrid.doors.look import moments

SOON_FROM = 80


@dataclass(frozen=True, slots=True)
class Light:
    """`state` is time, soon, late, hold, done or none; `run` is the per cent of time run, 0 to 100."""

    state: str
    run: int
    words: str
    at: datetime | None = None


def light(
    due_at: datetime | None,
    now: datetime,
    *,
    started_at: datetime | None = None,
    soon_at: datetime | None = None,
    paused_until: datetime | None = None,
    is_paused: bool = False,
    closed_at: datetime | None = None,
) -> Light:
    """The light of one deadline. Soon from `soon_at`, else from 80 per cent of the plain time between start and due."""
    if closed_at is not None:
        return Light("done", 100, _done_words(due_at, closed_at), closed_at)
    if is_paused or paused_until is not None:
        return Light("hold", 0, _hold_words(paused_until, now), paused_until)
    if due_at is None:
        return Light("none", 0, _("no limit"))
    if now >= due_at:
        return Light("late", 100, moments.remaining(due_at, now), due_at)
    run = _run(started_at or _start_before(soon_at, due_at), due_at, now)
    is_soon = now >= soon_at if soon_at is not None else run >= SOON_FROM
    return Light("soon" if is_soon else "time", run, moments.remaining(due_at, now), due_at)


def of(thing: Any, now: datetime) -> Light:
    """The light of a Light, or of any object or dict that has `due_at` and perhaps `status` and the names of `light()`."""
    if isinstance(thing, Light):
        return thing
    names = ("started_at", "soon_at", "paused_until", "is_paused", "closed_at")
    status = _read(thing, "status")
    if status == "void":
        return Light("none", 0, _("void"))
    facts = {name: value for name in names if (value := _read(thing, name)) is not None}
    facts.setdefault("is_paused", status == "paused")
    return light(_read(thing, "due_at"), now, **facts)


def _read(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _start_before(soon_at: datetime | None, due_at: datetime) -> datetime | None:
    """Soon is at 80 per cent of the limit, so the limit began four such spans before it."""
    return due_at - (due_at - soon_at) * 5 if soon_at else None


def _run(started_at: datetime | None, due_at: datetime, now: datetime) -> int:
    if started_at is None or due_at <= started_at:
        return 0
    return max(0, min(100, round((now - started_at) / (due_at - started_at) * 100)))


def _hold_words(until: datetime | None, now: datetime) -> str:
    return _("on hold until %(day)s") % {"day": moments.day(until, now)} if until else _("on hold")


def _done_words(due_at: datetime | None, closed_at: datetime) -> str:
    if due_at is None:
        return _("done")
    span = moments.length(due_at - closed_at)
    return (_("done %(length)s early") if closed_at <= due_at else _("done %(length)s late")) % {
        "length": span
    }
