"""Words of tallies: a cell that is counted by itself."""

from __future__ import annotations

from dataclasses import dataclass

AREA = 12
"""Digits of a cell's area: the community, however deep the case's own area goes."""


@dataclass(frozen=True, slots=True)
class Here:
    """A community at a centre."""

    centre_id: int
    area: str


@dataclass(frozen=True, slots=True)
class Of:
    """A unit, wherever its cases are."""

    unit_id: int


type Cell = Here | Of
