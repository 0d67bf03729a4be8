"""Is this report about something already open? Distance, matter, words and time, weighed into one share."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import h3

from commongrid.base.verdicts import Verdict, Why
from commongrid.intake.grams import clean
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
CHANCE, ALIKE = 0.05, 0.25
"""Cosines of words: 1 in 20 pairs of unrelated letters reach the first, 3 in 20,000 the second."""
READ = 200
CELL = 10
EARTH = 6_371_008.8

_FILLER = re.compile(
    "希望|有关|相关|部门|尊敬|领导|您好|你好|我们|我是|本人|居民|市民|政府|尽快|处理|解决|问题|反映|投诉|一直|没有|一个|这个|谢谢|请问|的"
)
"""What nearly every letter says, whatever it is about."""
_RUNS = re.compile("[一-鿿]+|[a-z]{3,}")


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


def words_alike(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    """How alike two texts are (0–1: cosine of their sets of character pairs), and the words they share."""
    ours, theirs = _pairs(one), _pairs(other)
    shared = ours & theirs
    if not shared:
        return 0.0, ()
    cosine = len(shared) / math.sqrt(len(ours) * len(theirs))
    alike = min(max((cosine - CHANCE) / (ALIKE - CHANCE), 0.0), 1.0)
    return alike, _in_order(clean(one)[:READ], shared)


def metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance (haversine, mean earth radius)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(half, 1.0)))


def reach(items: Sequence[Item]) -> float:
    """Metres within which a twin of these matters would be offered; for `cells_near`."""
    radii = [RADIUS.get(item.kind, USUAL_RADIUS) for item in items] or list(RADIUS.values())
    return 1.5 * max(radii)


def cells_near(lon: float, lat: float, within_m: float) -> set[int]:
    """The H3 cells that hold every point within so many metres, as the integers PostgreSQL keeps.

    Resolution 10: cells of about 130 m across, so 75 m (a component) is some 7 cells and 450 m (an appeal)
    some 60; a finer grid would ask an index hundreds of times, a coarser one read a whole quarter.
    """
    own = h3.latlng_to_cell(lat, lon, CELL)
    edge = 1.15 * max(metres(lon, lat, *_turned(corner)) for corner in h3.cell_to_boundary(own))
    rings = math.ceil(within_m / (0.75 * edge)) + 1
    near = (
        cell
        for cell in h3.grid_disk(own, rings)
        if metres(lon, lat, *_turned(h3.cell_to_latlng(cell))) <= within_m + edge
    )
    return {int(h3.str_to_int(cell)) for cell in (own, *near)}


def _turned(point: tuple[float, float]) -> tuple[float, float]:
    return point[1], point[0]


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


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters and Latin words, without what all letters say."""
    runs = _RUNS.findall(_FILLER.sub(" ", clean(text)[:READ]))
    pairs = (run[at : at + 2] for run in runs if not run.isascii() for at in range(len(run) - 1))
    return frozenset([*pairs, *(run for run in runs if run.isascii())])


def _in_order(plain: str, shared: frozenset[str]) -> tuple[str, ...]:
    """The shared stretches of the first text, joined where they touch, the longest first."""
    inside = [False] * len(plain)
    for word in shared:
        at = plain.find(word)
        while at >= 0:
            inside[at : at + len(word)] = [True] * len(word)
            at = plain.find(word, at + 1)
    stretches = "".join(sign if kept else "\n" for sign, kept in zip(plain, inside, strict=True)).split("\n")
    return tuple(sorted(dict.fromkeys(filter(None, stretches)), key=len, reverse=True))
