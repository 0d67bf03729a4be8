"""Which place does a text mean? What the names found in it count for, and the one answer or the question. Pure.

How a name counts, weakest first:
- *bare*: a short village name alone (大宁), or an everyday word (光明); never decides, is only asked about;
- *passing*: it names something else (虎门大桥, 东城中路, 长安福特); decides when nothing better does;
- *distinct*: a village name of three characters or more alone (黎贝岭); decides when no town is named;
- *short*: the short name of a town (虎门);
- *near*: a short village name in the same sentence as its town, unless it is an everyday word;
- *beside*: a short village name right after its town (虎门大宁, 厚街镇桥头);
- *official*: with what makes it a place (虎门镇, 南城区, 大宁社区, 大宁村委会), or a known premises.

A village name that repeats in the city counts for the towns that are named; with none named, all are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commongrid.base.verdicts import Why
from commongrid.registry.places.gazetteer import Gazetteer, Hit, Sense
from commongrid.registry.places.terms import Candidate, TextPlace

STRENGTHS = ("bare", "passing", "distinct", "short", "near", "beside", "official")
PASSING, DISTINCT, SHORT = 1, 2, 3
BESIDE = 2
"""So many characters (的, 市, a comma) may stand between a town and its village."""
SOMETHING_ELSE = re.compile(
    r"[东西南北中一二三四五环]{0,2}(路(?![口灯段])|街(?!道)|大道|大街|大桥|高速|立交|隧道|铁路|轻轨|地铁|干线)|福特|汽车(?!站)|铃木"
)
OFFICES = re.compile(
    r"公安|派出所|交警|城管|分局|法院|医院|人民|中学|小学|政府|社保|人社|国土|工商|环保|车站"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that one hit may mean, and how much that counts (index into STRENGTHS)."""

    code: str
    words: str
    strength: int
    at: int
    is_everyday: bool


def place_of(gazetteer: Gazetteer, text: str, within: str = "") -> TextPlace:
    """The place `text` names; a town given by `within` counts as named."""
    hits = list(gazetteer.hits(text, within))
    readings = _best(_Weighing(gazetteer, text, hits, gazetteer.town_of(within)).readings())
    for least in (SHORT, DISTINCT, PASSING):
        deciding = [one for one in readings if one.strength >= least]
        if deciding:
            return _decide(gazetteer, _without_their_towns(deciding), deciding)
    asked = [one for one in readings if not one.is_everyday]
    if asked:
        candidates = tuple(_candidate(gazetteer, one) for one in asked)
        return TextPlace(
            None, candidates, _words(asked), Why("places.only_bare_names", {"words": asked[0].words})
        )
    return TextPlace(None)


class _Weighing:
    """The hits of one text, each weighed against the others."""

    def __init__(self, gazetteer: Gazetteer, text: str, hits: Sequence[Hit], given: str) -> None:
        self.of, self.text, self.hits, self.given = gazetteer, text, hits, given
        self.towns = {given} | {
            sense.code
            for hit in hits
            for sense in hit.senses
            if sense.is_town and (sense.is_official or not self._is_passing(hit))
        }

    def readings(self) -> list[Reading]:
        """What each hit most strongly means; several places when they are equally strong."""
        found = []
        for number, hit in enumerate(self.hits):
            before = self.hits[number - 1] if number else None
            possible = [
                Reading(
                    sense.code,
                    hit.words,
                    STRENGTHS.index(self._strength(hit, sense, before)),
                    hit.start,
                    sense.is_everyday,
                )
                for sense in hit.senses
            ]
            strongest = max(one.strength for one in possible)
            found += [one for one in possible if one.strength == strongest]
        return found

    def _strength(self, hit: Hit, sense: Sense, before: Hit | None) -> str:
        if sense.is_official:
            is_named_elsewhere = sense.code[:9] not in self.towns and self._has_namesake(hit, sense)
            return "bare" if is_named_elsewhere else "official"
        if sense.is_town:
            return self._town_strength(hit, sense)
        return "bare" if self._is_passing(hit) else self._village_strength(hit, sense, before)

    def _town_strength(self, hit: Hit, sense: Sense) -> str:
        if self._is_passing(hit):
            return "passing"
        return "short" if not sense.is_everyday or self._is_meant_as_town(hit) else "bare"

    def _village_strength(self, hit: Hit, sense: Sense, before: Hit | None) -> str:
        town = self.of.town_of(sense.code)
        if sense.stem == self.of.shorts.get(town):
            return "bare"  # 石排镇石排: the town said twice, not its village of the same name
        if before and before.names_town(town) and hit.start - before.end <= BESIDE:
            return "beside"
        if not town or sense.is_everyday or sense.stem in self.of.shorts.values():
            return "bare"
        is_near = town == self.given or any(
            other.sentence == hit.sentence and other.names_town(town) for other in self.hits
        )
        return "near" if is_near else "distinct" if len(sense.stem) > 2 else "bare"

    def _is_meant_as_town(self, hit: Hit) -> bool:
        """A town called Bridgehead is meant after the city's name, before an office's, or at the very start."""
        before = self.text[: hit.start].removesuffix("市")
        is_after_city = any(before.endswith(city) for city in self.of.cities)
        return hit.start == 0 or is_after_city or bool(OFFICES.match(self.text, hit.end))

    def _has_namesake(self, hit: Hit, sense: Sense) -> bool:
        """May the same words mean a place in a town that is named?"""
        return any(other.code[:9] in self.towns for other in hit.senses if other.code != sense.code)

    def _is_passing(self, hit: Hit) -> bool:
        return SOMETHING_ELSE.match(self.text, hit.end) is not None


def _best(readings: Sequence[Reading]) -> list[Reading]:
    """The strongest reading of each place, in the order of the text."""
    best: dict[str, Reading] = {}
    for one in readings:
        if one.code not in best or one.strength > best[one.code].strength:
            best[one.code] = one
    return sorted(best.values(), key=lambda one: (one.at, one.code))


def _without_their_towns(readings: Sequence[Reading]) -> list[Reading]:
    """Places that are not merely the larger place of another one."""
    codes = [one.code for one in readings]
    return [
        one for one in readings if not any(code != one.code and code.startswith(one.code) for code in codes)
    ]


def _decide(gazetteer: Gazetteer, deepest: Sequence[Reading], everything: Sequence[Reading]) -> TextPlace:
    """One place; or the one town that several places share; or the question which."""
    candidates = tuple(_candidate(gazetteer, one) for one in deepest)
    words = _words(everything)
    if len(deepest) == 1:
        return TextPlace(deepest[0].code, candidates, words, candidates[0].why)
    towns = {gazetteer.town_of(one.code) for one in deepest}
    town = towns.pop() if len(towns) == 1 else ""
    if town:
        why = Why("places.several_in_town", {"town": gazetteer.name_of(town), "count": len(deepest)})
        return TextPlace(town, candidates, words, why)
    return TextPlace(None, candidates, words, Why("places.several_places", {"count": len(deepest)}))


def _candidate(gazetteer: Gazetteer, one: Reading) -> Candidate:
    town = gazetteer.town_of(one.code)
    facts = {"words": one.words, "town": gazetteer.name_of(town) if town and town != one.code else ""}
    why = Why(f"places.named_{STRENGTHS[one.strength]}", facts)
    return Candidate(one.code, gazetteer.name_of(one.code), one.words, why)


def _words(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in readings))
