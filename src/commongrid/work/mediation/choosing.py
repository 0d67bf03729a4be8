"""Who sits: proposed with reasons, drawn by a lot that can be drawn again, or chosen by all. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.mediation.terms import (
    Candidate,
)


def propose(
    mediators: Iterable[Candidate], topic: str, languages: Collection[str]
) -> list[Verdict[Candidate]]:
    """Who may sit, the one who fits best first, each with why; whoever is tied to a party is left out."""
    fit = [(_reasons(each, topic, languages), each) for each in mediators if not each.is_tied]
    ordered = sorted(fit, key=lambda one: (-_points(one[0]), one[1].load, one[1].id))
    return [Verdict(each, whys) for whys, each in ordered]


POINTS = {"mediation.knows_topic": 4, "mediation.is_expert": 1, "mediation.speaks": 2}


def _reasons(each: Candidate, topic: str, languages: Collection[str]) -> tuple[Why, ...]:
    whys = []
    if topic in each.topics:
        whys.append(Why("mediation.knows_topic", {"mediation_topic": topic}))
        if each.is_expert:
            whys.append(Why("mediation.is_expert"))
    spoken = sorted(set(languages) & set(each.languages))
    whys += [Why("mediation.speaks", {"mediation_language": one}) for one in spoken]
    return (*whys, Why("mediation.open_matters", {"load": each.load}))


def _points(whys: Iterable[Why]) -> int:
    return sum(POINTS.get(why.key, 0) for why in whys)


def draw(mediators: Iterable[Candidate], lot: str) -> Verdict[Candidate | None]:
    """One of those who are not tied, by lot; the same lot draws the same one, so that it can be checked."""
    fit = sorted((each for each in mediators if not each.is_tied), key=lambda each: each.id)
    if not fit:
        return Verdict(None, (Why("mediation.nobody_to_draw"),))
    drawn = fit[int.from_bytes(hashlib.sha256(lot.encode()).digest()[:8]) % len(fit)]
    return Verdict(drawn, (Why("mediation.drawn", {"among": len(fit)}),))


def agreed_choice(choices: Sequence[int | None]) -> int | None:
    """The mediator every party named; None while one has named nobody or somebody else."""
    return choices[0] if choices and choices[0] is not None and len(set(choices)) == 1 else None
