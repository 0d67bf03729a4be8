"""The choices around a dashboard: periods, what can be taken away, where open cases lead, and what to say of nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures.answers import Told
from commongrid.doors.desk.figures.asked import Asked, Span
from commongrid.doors.desk.figures.scopes import Scope

TABLES = ("figures", "areas", "units", "matters", "channels", "stages")


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of several."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why a page is empty, and what next."""

    title: str
    text: str
    url: str = ""
    action: str = ""


def period(name: str) -> str:
    """今天, 本周, 本月, 今年."""
    return {"today": _("Today"), "week": _("This week"), "month": _("This month"), "year": _("This year")}[
        name
    ]


def table(name: str) -> str:
    """What a table that can be taken away is called."""
    return {
        "figures": _("All figures"),
        "areas": _("By area"),
        "units": _("By department"),
        "matters": _("By matter"),
        "channels": _("By channel"),
        "stages": _("Times of each step"),
    }[name]


def tables_of(scope: Scope) -> tuple[str, ...]:
    """A unit has no areas and no departments below it."""
    return (
        TABLES
        if scope.kind == "division"
        else tuple(name for name in TABLES if name not in ("areas", "units"))
    )


def exports(scope: Scope, asked: Asked) -> list[Choice]:
    """Every table, each as CSV and as XLSX."""
    return [
        Choice(f"{table(name)} · {form.upper()}", f"{scope.url('export', name, form)}{asked.query()}")
        for name in tables_of(scope)
        for form in ("xlsx", "csv")
    ]


def open_urls(scope: Scope) -> dict[str, str]:
    """The desk's own lists of what is open here, by state."""
    here = {"unit": str(scope.unit_id)} if scope.unit_id else {"area": scope.code}
    wanted = {
        "late": {"queue": "open", "light": "late"},
        "soon": {"queue": "open", "light": "soon"},
        "hold": {"queue": "paused"},
    }
    return {tone: f"{reverse('desk:list')}?{urlencode({**told, **here})}" for tone, told in wanted.items()}


def nothing(scope: Scope, span: Span, today: date, told: Mapping[str, Told]) -> Nothing | None:
    """Days that are still to come, or days in which nothing was recorded; None when there is something to show."""
    if span.since > today:
        return Nothing(
            _("These days are still to come"),
            _("Figures are counted from what has happened. Choose days up to today."),
            scope.url(),
            _("This week"),
        )
    if all(one.now.is_empty for one in told.values()):
        return Nothing(
            _("Nothing was recorded here in these days"),
            _("As soon as a report comes in or a case moves, it is counted here, some seconds later."),
            f"{scope.url()}?p=year",
            _("This year"),
        )
    return None
