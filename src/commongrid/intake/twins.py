"""Is this report about something already open? Distance, matter, words and time, weighed into one share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from commongrid.base.verdicts import Verdict, Why
from commongrid.intake.likeness import words_alike
from commongrid.intake.nearness import metres
from commongrid.registry.matters.rules import SAME, SAME_SUBCLASS, likeness
from commongrid.registry.matters.terms import Item, Kind

OFFER = 0.35
"""From here a twin is shown to the reporter."""
PROBABLY = 0.7
"""From here it is shown first and proposed to the dispatcher."""

RADIUS = {Kind.COMPONENT: 50, Kind.INSPECTION: 50, Kind.DISPUTE: 30, Kind.EVENT: 150, Kind.APPEAL: 300}
USUAL_RADIUS = 50
"""Metres at which the place speaks half for a twin: a lamp is a point, a noise or a stench is not."""
HALF_LIFE = {Kind.COMPONENT: 60, Kind.INSPECTION: 60, Kind.DISPUTE: 90, Kind.EVENT: 10, Kind.APPEAL: 45}
USUAL_HALF_LIFE = 30
"""Days after which time speaks half for a twin: a broken thing stays broken, a heap of rubbish does not."""
SAME_COMMUNITY, ELSEWHERE = 0.5, 0.0
"""What the place counts when one of the two has no position."""
MATTER_ALONE, WORDS_ALONE = 0.75, 0.8


@dataclass(frozen=True, slots=True)
class Sighting:
    """One side of the comparison: what a report says, or what is open.

    `items`: its matter, or those suggested, the likeliest first. `area`: area code (15, 12 or fewer digits).
    `uncertain_m`: the position's accuracy. `premises`: a code where the matter belongs to a place with walls.
    """

    key: str
    at: datetime
    items: tuple[Item, ...] = ()
    words: str = ""
    lon: float | None = None
    lat: float | None = None
    area: str = ""
    uncertain_m: float = 0.0
    premises: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A candidate that may be meant, how sure that is (0–1), and why."""

    key: str
    share: float
    probably: bool
    why: tuple[Why, ...]


def rank(report: Sighting, candidates: Iterable[Sighting], limit: int = 3) -> tuple[Twin, ...]:
    """The candidates worth offering, the likeliest first."""
    judged = ((candidate.key, is_twin(report, candidate)) for candidate in candidates)
    found = [Twin(key, v.answer, v.answer >= PROBABLY, v.why) for key, v in judged if v.answer >= OFFER]
    return tuple(sorted(found, key=lambda twin: (-twin.share, twin.key))[:limit])


def is_twin(report: Sighting, case: Sighting) -> Verdict[float]:
    """How likely the two are about one thing: (matter or words) × place × time, each with its reason."""
    kind = _kind(case, report)
    place, where = _place(report, case, kind)
    matter, what = _matter(report, case)
    words, said = _words(report, case)
    days = abs((report.at - case.at).total_seconds()) / 86_400
    time = 0.5 ** (days / HALF_LIFE.get(kind, USUAL_HALF_LIFE) if kind else days / USUAL_HALF_LIFE)
    content = 1 - (1 - MATTER_ALONE * matter) * (1 - WORDS_ALONE * words)
    why = (*where, *what, *said, Why("intake.twin_days", {"days": round(days)}))
    return Verdict(round(content * place * time, 3), why)


def reach(items: Sequence[Item]) -> float:
    """Metres within which a twin of these matters would be offered; for `cells_near`."""
    radii = [RADIUS.get(item.kind, USUAL_RADIUS) for item in items] or list(RADIUS.values())
    return 1.5 * max(radii)


def _kind(case: Sighting, report: Sighting) -> Kind | None:
    items = case.items or report.items
    return items[0].kind if items else None


def _place(report: Sighting, case: Sighting, kind: Kind | None) -> tuple[float, tuple[Why, ...]]:
    if report.premises and case.premises:
        same = report.premises == case.premises
        return float(same), (Why("intake.twin_same_premises" if same else "intake.twin_other_premises"),)
    if report.lon is None or report.lat is None or case.lon is None or case.lat is None:
        return _by_area(report.area, case.area)
    away = metres(report.lon, report.lat, case.lon, case.lat)
    radius = RADIUS.get(kind, USUAL_RADIUS) if kind else USUAL_RADIUS
    wide = math.hypot(radius, min(report.uncertain_m, 100), min(case.uncertain_m, 100))
    return 1 / (1 + (away / wide) ** 4), (Why("intake.twin_distance", {"metres": round(away)}),)


def _by_area(area: str, other: str) -> tuple[float, tuple[Why, ...]]:
    if area and other and area[:12] == other[:12] and len(area) >= 12:
        return SAME_COMMUNITY, (Why("intake.twin_same_community"),)
    return ELSEWHERE, (Why("intake.twin_place_unknown"),)


def _matter(report: Sighting, case: Sighting) -> tuple[float, tuple[Why, ...]]:
    """The nearest pair; what is only suggested counts a little less with each place in the list."""
    near = [
        likeness(one, other) * 0.9**place for place, one in enumerate(report.items) for other in case.items
    ]
    best = max(near, default=0.0)
    if best >= SAME * 0.9**2:
        return best, (Why("intake.twin_same_matter"),)
    if best >= SAME_SUBCLASS * 0.9**2:
        return best, (Why("intake.twin_similar_matter"),)
    return 0.0, ()


def _words(report: Sighting, case: Sighting) -> tuple[float, tuple[Why, ...]]:
    alike, shared = words_alike(report.words, case.words)
    if not alike:
        return 0.0, ()
    return alike, (Why("intake.twin_words", {"words": "、".join(shared[:4]), "percent": round(100 * alike)}),)
