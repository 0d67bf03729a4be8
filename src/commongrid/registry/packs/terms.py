"""What loading a pack did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commongrid.base.verdicts import Refused, Why
from commongrid.registry.checklists.terms import Published as PublishedChecklists
from commongrid.registry.matters.nearness import Pair
from commongrid.registry.matters.terms import Published
from commongrid.registry.places.terms import Report

KINDS = ("packs.loaded", "packs.setting_changed")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the file's name, the line in it (0: the file as a whole), and why."""

    file: str
    line: int
    why: Why


class Rejected(Refused):
    """The pack has faults; nothing was loaded. `faults` are all of them."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("packs.faulty", faults=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is there now (`counts`) and what loading changed; `again` when the same files stood already."""

    name: str
    again: bool = False
    places: Mapping[str, Report] = field(default_factory=dict)
    departments: int = 0
    reasons: int = 0
    matters: Published = field(default_factory=Published)
    checklists: PublishedChecklists = field(default_factory=PublishedChecklists)
    near_copies: tuple[Pair, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
