"""Contiguous parts of even weight: cut along the longer side again and again, then mended atom by atom.

First the land is halved recursively, in the ratio of the grids each side gets, across its longer side. Then single atoms
(and pairs) at borders change sides while that lowers the cost: unevenness first, the length of borders second, a border on
a street counting less. Some worse moves are taken while it is warm, fewer as it cools, by a generator with a seed: the same
input and seed give the same division.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from commongrid.registry.places.planning.land import Land

type Labels = NDArray[np.int64]
type Tell = Callable[[int, int], None]

EVEN = (60.0, 3_000.0)
"""What unevenness counts beside the length of borders, at first and at last: shapes are found first, evenness then. With the
last, two hundredths off cost as much as a usual border."""
ROUNDS = 90
WARM, COOL = 0.25, 0.002


@dataclass(frozen=True, slots=True)
class Plan:
    """`labels` number each atom's part; parts are ordered from north-west to south-east."""

    labels: Labels
    parts: int


def how_many(total: float, target: float) -> int:
    """How many grids a weight makes at a target: 300 households, 1,000 people."""
    return max(1, round(total / target))


def propose(land: Land, parts: int, *, seed: int = 2026, tell: Tell | None = None) -> Plan:
    """A division into so many parts, each in one piece; `tell` hears after each round how many of how many are done."""
    parts = min(parts, len(land.atoms))
    labels = np.zeros(len(land.atoms), np.int64)
    _halve(land, np.arange(len(land.atoms)), parts, 0, labels)
    if parts > 1:
        labels = _Mending(land, labels, parts, seed).run(tell)
    return Plan(_in_order(land, labels, parts), parts)


def _halve(land: Land, atoms: NDArray[np.int64], parts: int, first: int, labels: Labels) -> None:
    """Number `atoms` with `parts` numbers from `first`."""
    if parts == 1:
        labels[atoms] = first
        return
    few = parts // 2
    side = _one_side(land, atoms, few / parts, few, parts - few)
    rest = np.array([one for one in atoms if one not in side], np.int64)
    _halve(land, np.array(sorted(side), np.int64), few, first, labels)
    _halve(land, rest, parts - few, first + few, labels)


def _one_side(land: Land, atoms: NDArray[np.int64], share: float, least: int, left: int) -> set[int]:
    """The atoms of one side: grown from one end of the longer axis, in one piece, with the rest in one piece too."""
    spots = land.spots[atoms] - land.spots[atoms].mean(axis=0)
    _values, axes = np.linalg.eigh(spots.T @ spots + np.eye(2) * 1e-9)
    along = dict(zip(atoms.tolist(), (spots @ axes[:, 1]).tolist(), strict=True))
    inside, goal = set(along), float(land.weights[atoms].sum()) * share
    side = {min(along, key=lambda one: along[one])}
    weight = sum(float(land.weights[one]) for one in side)
    while (weight < goal or len(side) < least) and len(inside) - len(side) > left:
        edge = {other for one in side for other in land.near[one] if other in inside and other not in side}
        if not edge:
            break
        nxt = min(edge, key=lambda one: (along[one], one))
        gain = float(land.weights[nxt])
        if weight + gain - goal > goal - weight and len(side) >= least:
            break
        side.add(nxt)
        weight += gain
    return _without_islands(land, side, inside)


def _without_islands(land: Land, side: set[int], inside: set[int]) -> set[int]:
    """What the growing side has cut off from the rest goes with it, but for the largest piece."""
    rest, pieces = inside - side, []
    while rest:
        piece, waiting = set[int](), [min(rest)]
        while waiting:
            one = waiting.pop()
            if one in rest:
                rest.remove(one)
                piece.add(one)
                waiting += land.near[one]
        pieces.append(piece)
    pieces.sort(key=lambda piece: (-len(piece), min(piece)))
    return side.union(*pieces[1:]) if pieces else side


class _Mending:
    """Atoms at borders change sides while the division is mended."""

    def __init__(self, land: Land, labels: Labels, parts: int, seed: int) -> None:
        self.land, self.parts = land, parts
        self.of = labels.tolist()
        self.weight = np.bincount(labels, land.weights, parts).tolist()
        self.size = np.bincount(labels, minlength=parts).tolist()
        self.mean = sum(self.weight) / parts or 1.0
        lengths = [metres for others in land.glue for metres in others.values()]
        self.usual = (sum(lengths) / len(lengths) if lengths else 1.0) * max(
            1.0, (len(labels) / parts) ** 0.5
        )
        self.even = EVEN[0]
        self.rng = np.random.default_rng(seed)

    def run(self, tell: Tell | None) -> Labels:
        for turn in range(ROUNDS):
            passed = turn / (ROUNDS - 1)
            heat, self.even = WARM * (COOL / WARM) ** passed, EVEN[0] * (EVEN[1] / EVEN[0]) ** passed
            order = self.rng.permutation(len(self.of)).tolist()
            for one, chance in zip(order, self.rng.random(len(order)).tolist(), strict=True):
                self._try(one, heat, chance)
            if tell is not None:
                tell(turn + 1, ROUNDS)
        return np.array(self.of, np.int64)

    def _try(self, one: int, heat: float, chance: float) -> None:
        """Let an atom change to the best side beside it, if that is better or it is warm enough."""
        here = self.of[one]
        sides = {self.of[other] for other in self.land.near[one]} - {here}
        if not sides or self.size[here] == 1 or not self._may_leave(one, here):
            return
        change, there = min((self._change(one, here, side), side) for side in sides)
        if change < 0 or (heat > COOL and chance < exp(-min(change / heat, 700.0))):
            weight = float(self.land.weights[one])
            self.of[one] = there
            self.weight[here] -= weight
            self.weight[there] += weight
            self.size[here] -= 1
            self.size[there] += 1

    def _change(self, one: int, here: int, there: int) -> float:
        weight, mean = float(self.land.weights[one]), self.mean
        off_here, off_there = self.weight[here] / mean - 1, self.weight[there] / mean - 1
        step = weight / mean
        uneven = (off_here - step) ** 2 + (off_there + step) ** 2 - off_here**2 - off_there**2
        border = 0.0
        for other, metres in self.land.glue[one].items():
            border += metres * ((self.of[other] == here) - (self.of[other] == there))
        return float(self.even * uneven + border / self.usual)

    def _may_leave(self, one: int, here: int) -> bool:
        """Do its neighbours of the same part still reach each other without it?"""
        own = [other for other in self.land.near[one] if self.of[other] == here]
        if len(own) < 2:
            return True
        wanted, seen, waiting = set(own[1:]), {one, own[0]}, [own[0]]
        while waiting and wanted:
            for other in self.land.near[waiting.pop()]:
                if other not in seen and self.of[other] == here:
                    seen.add(other)
                    wanted.discard(other)
                    waiting.append(other)
        return not wanted


def _in_order(land: Land, labels: Labels, parts: int) -> Labels:
    """Numbers from north-west to south-east, so that the same division always reads the same."""
    middles = [land.spots[labels == part].mean(axis=0) for part in range(parts)]
    order = sorted(
        range(parts), key=lambda part: (-round(float(middles[part][1] - middles[part][0]), 3), part)
    )
    return np.array([order.index(int(label)) for label in labels], np.int64)
