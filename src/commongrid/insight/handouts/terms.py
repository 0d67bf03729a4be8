"""Words of handouts: what a link shows, how long it lives, and the journal's kinds."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.registry.people.terms import Limit

KINDS = ("handouts.link_given", "handouts.link_withdrawn", "handouts.exported")

LIVES = (1, 7, 30, 90, 365)
"""Days a link may live: a meeting, a week, a month, a season, a year on a wall."""
MOST = 20
"""Links one person may have out at once; a city that needs more gives the screens a post."""

EXPORTS = (Limit("minute", 60, 10), Limit("hour", 3600, 60))
"""Tables one account may take away: enough for a report, not for carrying the house out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a link shows: the dashboard of a division or of a unit, and the rest of its address."""

    kind: str
    code: str
    query: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody takes away: a table's name, its form (csv, xlsx), and the address it was made from."""

    table: str
    form: str
    address: str
