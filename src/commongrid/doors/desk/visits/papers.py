"""The week or month of visiting days as a paper: what the page says, set as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commongrid.base.papers import Facts, Heading, Paper, Table, Text
from commongrid.doors.look import papers


def of_span(told: dict[str, Any], title: str, by: str) -> Paper:
    """A span as `views.counting` counts it: in all, by place, by matter, and what is overdue today."""
    total, areas = told["total"], told["areas"]
    first, last = (timezone.localtime(told[name]).date() for name in ("since", "last"))
    label = _("Village") if told["by_village"] else _("Town")
    facts = Facts(
        (
            (_("Days held"), _both(total, "days")),
            (_("Matters"), _both(total, "matters")),
            (_("Settled on the day"), _both(total, "settled")),
            (_("Hard ones"), _both(total, "hard")),
            (_("Answered in time"), _percent(total.in_time)),
            (_("Satisfied of those called"), _percent(total.satisfied)),
        )
    )
    overdue = "\n".join(f"{name} {n}" for name, n in told["overdue"]) or _("None.")
    tables = (
        (
            Heading(_("By place")),
            _table(label, areas, with_days=True),
            Heading(_("By matter")),
            _table(_("Matter"), told["kinds"], with_days=False),
        )
        if areas
        else (Text(_("No day was held in this span.")),)
    )
    blocks = (Heading(_("In all")), facts, *tables, Heading(_("Answers overdue today")), Text(overdue))
    return papers.paper(title, f"{first} – {last}", blocks, by=by, at=timezone.localtime())


def _table(label: str, lines: Sequence[Any], *, with_days: bool) -> Table:
    days = (_("Days held"),) if with_days else ()
    head = (
        label, *days, _("Matters"), _("Settled on the day"), _("Hard ones"), _("Answered in time"), _("Overdue"),
        _("Satisfied"),
    )  # fmt: skip
    rows = tuple(
        (
            line.name, *((_both(line, "days"),) if with_days else ()), _both(line, "matters"),
            _both(line, "settled"), _both(line, "hard"), _percent(line.in_time), str(line.now.overdue),
            _percent(line.satisfied),
        )
        for line in lines
    )  # fmt: skip
    return Table(head, rows)


def _both(line: Any, name: str) -> str:
    """The figure with that of the span before in brackets, as on the page."""
    return f"{getattr(line.now, name)} ({getattr(line.before, name)})"


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value}%"
