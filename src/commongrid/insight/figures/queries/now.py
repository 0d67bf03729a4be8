"""What is open at this moment, what is late, what soon will be: by division or by unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commongrid.insight.figures.queries.counts import ask
from commongrid.insight.figures.queries.scope import END


@dataclass(frozen=True, slots=True)
class Standing:
    """How many cases are open, and how many of them are past their deadline or past four fifths of it."""

    open: int = 0
    late: int = 0
    soon: int = 0


def standing(area: str, at: datetime) -> Standing:
    """Of an area as a whole (index cases_case_now alone; as much to read as there are open cases there)."""
    return _standing(area, at, "''").get("", Standing())


def standing_by_division(area: str, digits: int, at: datetime) -> dict[str, Standing]:
    """Of the divisions within an area that have so many digits (index cases_case_now alone)."""
    return _standing(area, at, f"left(area, {digits:d})")


def standing_by_unit(area: str, at: datetime) -> dict[str, Standing]:
    """Of the units that lead a case in an area, by their ids; "" for cases nobody has yet (index cases_case_now alone)."""
    return _standing(area, at, "coalesce(lead_unit_id::text, '')")


def _standing(area: str, at: datetime, told: str) -> dict[str, Standing]:
    place = area[:4] if area[4:] == "00" else area
    rows = ask(
        f"select {told}, count(*), count(*) filter (where due_at < %s),"  # noqa: S608 (a column of ours)
        " count(*) filter (where due_at >= %s and soon_at < %s) from cases_case"
        " where status in ('waiting', 'assigned', 'handling', 'paused', 'checking')"
        " and area ~>=~ %s and area ~<~ %s group by 1",
        [at, at, at, place, place + END],
    )
    return {key: Standing(*numbers) for key, *numbers in rows}
