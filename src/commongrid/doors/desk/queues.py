"""The queues of each role, with how many wait in them and the most pressing deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commongrid.base.access import queries as access
from commongrid.base.access import rules
from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.doors.desk.queue_names import BY_ROLE, NAMES, OVERSEER, OWN_NAMES
from commongrid.doors.look import lights
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus
from commongrid.work.tallies import queries as tallies

REPORTS: dict[str, Q] = {
    "received": Q(status=ReportStatus.RECEIVED, verified_at=None),
    "verified": Q(status=ReportStatus.RECEIVED, verified_at__isnull=False),
    "verifying": Q(status=ReportStatus.VERIFYING),
    "appeals": Q(status=ReportStatus.DECLINED, appealed_at__isnull=False, appeal_answered_at=None),
}
CITY = 6
"""Digits of an area above the towns."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A queue as the left column draws it."""

    key: str
    name: str
    url: str
    count: int | str
    oldest: lights.Light | None = None
    oldest_words: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    queues: tuple[Shown, ...]


def names_for(actor: Actor) -> tuple[str, ...]:
    """The queues of cases a role works with, in order."""
    return BY_ROLE.get(actor.role, OVERSEER)


def name_of(key: str, actor: Actor) -> str:
    """What a queue is called by this role."""
    own = OWN_NAMES if actor.role in ("officer", "mediator") else {}
    return str(own.get(key) or NAMES.get(key, key))


def groups(actor: Actor, now: datetime, current: str = "") -> list[Group]:
    """Everything the left column shows of queues: at most two queries, whatever the number of cases."""
    found = []
    if rules.has(actor, "reports.admit"):
        found.append(Group(_("Reports"), tuple(_reports(actor, now, current))))
    if rules.has(actor, "cases.see") and names_for(actor):
        found.append(Group(_("My queues"), tuple(_cases(actor, now, current))))
    return found


def _cases(actor: Actor, now: datetime, current: str) -> list[Shown]:
    url = reverse("desk:list")
    shown = [
        _shown(
            one.name,
            name_of(one.name, actor),
            f"{url}?queue={one.name}",
            one.count,
            _light(one.oldest_due_at, one.oldest_soon_at, now),
        )
        for one in _counted(actor)
    ]
    others = {key: f"{url}?queue={key}" for key in ("open", "closed")}
    if actor.role not in ("officer", "mediator"):
        others = {"owed": reverse("desk:owed"), **others}
    others = {"whistles": reverse("desk:whistles:list"), **others}
    shown += [Shown(key, name_of(key, actor), address, "") for key, address in others.items()]
    return [replace(one, current=one.key == current) for one in shown]


def _counted(actor: Actor) -> list[cases.Queue]:
    """A town counts its few hundred cases as they stand; a city's desk reads the sums kept behind the loop."""
    if len(actor.area) <= CITY:
        return tallies.queues(actor, names_for(actor))
    return cases.queues(actor, names_for(actor))


def _reports(actor: Actor, now: datetime, current: str) -> list[Shown]:
    counts: dict[str, Any] = {}
    for key, here in REPORTS.items():
        counts |= {f"{key}_count": Count("pk", filter=here), f"{key}_due": Min("due_at", filter=here)}
        counts[f"{key}_soon"] = Min("soon_at", filter=here)
    wanted = REPORTS["received"] | REPORTS["verified"] | REPORTS["verifying"] | REPORTS["appeals"]
    told = Report.objects.filter(access.within(actor, "reports.admit")).filter(wanted).aggregate(**counts)
    url = reverse("desk:reports")
    shown = [
        _shown(
            key,
            name_of(key, actor),
            f"{url}?queue={key}",
            told[f"{key}_count"],
            _light(told[f"{key}_due"], told[f"{key}_soon"], now),
        )
        for key in REPORTS
    ]
    return [replace(one, current=one.key == current) for one in shown]


def _light(due_at: datetime | None, soon_at: datetime | None, now: datetime) -> lights.Light | None:
    return lights.light(due_at, now, soon_at=soon_at) if due_at else None


def _shown(key: str, name: str, url: str, count: int, oldest: lights.Light | None) -> Shown:
    words = _("oldest: %(light)s") % {"light": oldest.words} if oldest else ""
    return Shown(key, name, url, count, oldest, words)
