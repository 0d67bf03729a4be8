"""What a grid worker has to do today: reports to look at and finished jobs to check, the due first, then the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus
from commongrid.registry.matters import queries as matters
from commongrid.registry.places.coordinates import metres

MOST = 100


@dataclass(frozen=True, slots=True)
class Here:
    """Where the worker stands; used for sorting in this one request and never stored."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do, as the list shows it."""

    kind: str
    url: str
    title: str
    line: str
    due_at: datetime | None
    soon_at: datetime | None
    metres: float | None
    lon: float | None = None
    lat: float | None = None
    seq: int = 0

    def state(self, now: datetime) -> str:
        if self.due_at is not None and now >= self.due_at:
            return "late"
        return "soon" if self.soon_at is not None and now >= self.soon_at else "time"


def duties(actor: Actor, now: datetime, here: Here | None = None, language: str = "zh-hans") -> list[Duty]:
    """All duties of the actor's area: late and soon ones by deadline, the others by distance (else by deadline)."""
    found = [*_to_verify(actor, here), *_to_check(actor, here, language)]
    return sorted(found, key=lambda duty: _order(duty, now))


def _order(duty: Duty, now: datetime) -> tuple[int, float, float]:
    pressing = {"late": 0, "soon": 1, "time": 2}[duty.state(now)]
    due = duty.due_at.timestamp() if duty.due_at else float("inf")
    if pressing == 2 and duty.metres is not None:
        return pressing, duty.metres, due
    return pressing, due, duty.metres or 0.0


def _to_verify(actor: Actor, here: Here | None) -> Iterator[Duty]:
    mine = intake.waiting().filter(access.within(actor, "reports.verify"), status=ReportStatus.VERIFYING)
    for report in mine.order_by("due_at", "id")[:MOST]:
        yield Duty(
            "verify",
            reverse("field:verify", args=[report.number]),
            _("Verify: %(what)s") % {"what": report_words(report)},
            report.address or (report.grid.name if report.grid else ""),
            report.due_at,
            report.soon_at,
            _metres(report, here),
            report.lon,
            report.lat,
            report.seq,
        )


def report_words(report: Report) -> str:
    """A report in a few words: the first of what was said, else that there is a photo."""
    words = (report.words or "").strip().splitlines()
    return words[0][:24] if words else _("a photo without words")


def _to_check(actor: Actor, here: Here | None, language: str) -> Iterator[Duty]:
    mine = cases.rows(Case.objects.filter(access.within(actor, "cases.check"), status=Status.CHECKING))
    for case in mine.exclude(handler=actor.account_id).order_by("due_at", "id")[:MOST]:
        name = matters.edition_kept(case.edition_id).name(language).words
        yield Duty(
            "check",
            reverse("field:check", args=[case.number]),
            _("Check: %(what)s") % {"what": name},
            case.address or (case.grid.name if case.grid else ""),
            case.due_at,
            case.soon_at,
            _metres(case, here),
            case.lon,
            case.lat,
            case.seq,
        )


def _metres(thing: Report | Case, here: Here | None) -> float | None:
    if here is None or thing.lon is None or thing.lat is None:
        return None
    return float(metres(here.lon, here.lat, thing.lon, thing.lat))
