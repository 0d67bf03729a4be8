"""What is already known around a place: twins of what somebody is about to report, and public matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from commongrid.base.files import queries as files
from commongrid.base.verdicts import Why
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.cases.queries import asking
from commongrid.doors.look import pictures
from commongrid.doors.portal import frame
from commongrid.intake import alike, nearness, twins
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import coordinates

WITHIN_M = 500
MOST = 30
SINCE_DAYS = 120


@dataclass(frozen=True, slots=True)
class Public:
    """A public matter as anybody may see it: no words and no address a resident wrote."""

    case: Case
    title: str
    where: str
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A public matter that may be the same as what is being reported, and why."""

    public: Public
    probably: bool
    why: tuple[Why, ...]


def twins_of(sighting: twins.Sighting, *, at: datetime) -> list[Known]:
    """The open public matter that may be meant by words, matters and a place; none without words and matter."""
    if not sighting.words.strip() and not sighting.items:
        return []
    found = alike.find(sighting, at, only=_is_public, limit=1, is_bare=True)
    return [Known(public(one.case, sighting.lon, sighting.lat), one.probably, one.why) for one in found]


def public(case: Case, lon: float | None = None, lat: float | None = None) -> Public:
    """A case as everybody may read it."""
    item = matters.edition_kept(case.edition_id)
    where = frame.grid_of(case.grid, case.division) if case.grid else frame.name_of(case.division)
    away = None
    if lon is not None and lat is not None and case.lon is not None and case.lat is not None:
        away = float(coordinates.metres(lon, lat, case.lon, case.lat))
    return Public(case, item.name(get_language() or "").words, where, away)


def matters_near(lon: float, lat: float, *, at: datetime, within_m: float = WITHIN_M) -> list[Public]:
    """Open public matters at most so far away as the crow flies, the nearest first (index cases_case_near)."""
    cells = nearness.cells_near(lon, lat, within_m)
    found = cases.rows(_public().filter(cell__in=list(cells), opened_at__gte=at - timedelta(days=SINCE_DAYS)))
    shown = [public(case, lon, lat) for case in found.order_by("-opened_at")[: 4 * MOST]]
    near = [one for one in shown if one.metres is not None and one.metres <= within_m]
    return sorted(near, key=lambda one: one.metres or 0.0)[:MOST]


def newest_matters(area: str = "") -> list[Public]:
    """The newest open public matters of an area (indexes cases_case_opened, cases_case_found)."""
    asked = asking.within(asked_public(), area) if area else asked_public()
    return [public(case) for case in cases.page(asked, "opened", size=MOST).cases]


def asked_public() -> asking.Asked:
    """The question for open matters anybody may see on the map."""
    is_public = Q(is_public=True, confidential=False, lon__isnull=False)
    return asking.in_queue(asking.Asked(), "open").narrowed(to=is_public)


def public_case(number: str) -> Case | None:
    """A case anybody may look at, closed ones too (unique index on number)."""
    try:
        case = cases.for_page(number)
    except Case.DoesNotExist:
        return None
    return case if case.is_public and not case.confidential and case.status != "void" else None


def kind_of(case: Case) -> str:
    """What sort of thing the case's matter is: its shape on the map."""
    return str(matters.edition_kept(case.edition_id).kind)


def open_public_case(number: str) -> Case | None:
    """The same while it is open: one can still be counted in."""
    case = public_case(number)
    return case if case is not None and case.status != "closed" else None


def photo_of(case: Case) -> dict[str, Any] | None:
    """The first photo of a case that everybody may see."""
    shown = pictures.shown(files.public_photos(pictures.owners_of(case))[:1])
    return shown[0] if shown else None


def _is_public(case: Case) -> bool:
    return case.is_public and not case.confidential


def _public() -> QuerySet[Case]:
    return cases.public().filter(confidential=False)
