"""The facts beside a case, and its clocks line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.hours import Hours
from commongrid.cases import clocks, holding
from commongrid.cases.models import Case
from commongrid.doors.look import lights, limits, moments
from commongrid.intake import queries as intake
from commongrid.registry.matters.terms import Criterion, Item, text
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


def of(case: Case, item: Item, row: Criterion | None) -> dict[str, Any]:
    """Place, matter, limits, standard of work, who works there and who has it in the end."""
    language = get_language() or "zh-hans"
    path = intake.path_of(case.area)
    workers = list(units.grid_workers(case.area, timezone.localdate())[:2]) if len(case.area) >= 12 else []
    return {
        "item": item,
        "row": row,
        "matter": item.name(language),
        "matter_class": text(item.subclass_zh, item.subclass_en, language),
        "filing": text(row.criterion_zh, row.criterion_en, language) if row else None,
        "closing": text(row.closing_zh, row.closing_en, language) if row else None,
        "standard": _steps(text(item.standard_zh, item.standard_en, language).words),
        "limits": _limits(row),
        "workers": workers,
        "last_resort": units.last_resort(path) if path else None,
    }


def _steps(standard: str) -> list[str]:
    """A standard of work as numbered steps: it is written with semicolons."""
    parts = standard.replace(";", "；").replace("\n", "；").split("；")
    return [part.strip() for part in parts if part.strip()]


def _limits(row: Criterion | None) -> list[tuple[str, str]]:
    if row is None:
        return []
    stages = ("dispatch", "accept", "handle", "check")
    return [(stage, limits.length(getattr(row.limits, stage))) for stage in stages]


def clocks_of(case: Case, now: datetime) -> list[dict[str, Any]]:
    """Each running of a clock with its light and how its deadline came about, line by line; the newest first."""
    stored = case.lead_unit.hours if case.lead_unit else None
    calendar = calendars.calendar(Hours.from_json(stored) if stored else None)
    return [
        {
            "stage": str(segment.stage),
            "round": segment.round,
            "light": lights.light(
                segment.due_at,
                now,
                soon_at=segment.soon_at,
                is_paused=segment.held_since is not None,
                closed_at=segment.ended_at,
            ),
            "lines": clocks.explain(calendar, segment),
        }
        for segment in reversed(clocks.from_text(case.clock).segments)
    ]


def holders_of(case: Case, entries: Sequence[Any], now: datetime) -> list[dict[str, Any]]:
    """Which centre held it how long and how it went on, where it was ever handed up or down; the first on top."""
    found = holding.held(entries, case.centre_id)
    if len({one.centre_id for one in found}) < 2:
        return []
    names = {unit.pk: unit for unit in Unit.objects.filter(pk__in={one.centre_id for one in found})}
    return [
        {"centre": names.get(one.centre_id), "held": one, "lasted": moments.length(one.lasted(now))}
        for one in found
    ]
