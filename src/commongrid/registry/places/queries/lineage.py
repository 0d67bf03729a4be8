"""What became of grids: whose land is it now, what was there before, which redrawings there were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from commongrid.registry.places.models import Became, Grid, Redraw
from commongrid.registry.places.queries.current import Kept, atlas
from commongrid.registry.places.terms import RedrawState

type Row = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Family:
    """Rows by id and code, both ways; only grids that were ever redrawn are in it."""

    rows_of: dict[str, set[int]]
    code_of: dict[int, str]
    before: dict[int, set[int]]
    after: dict[int, set[int]]


def earlier(code: str) -> tuple[Row, ...]:
    """Rows under another code whose land is this grid's now: cases that happened there stay with them; no query."""
    family = _family.get()
    found = _walk(family.rows_of.get(code, ()), family.before)
    return tuple(sorted((row, family.code_of[row]) for row in found if family.code_of[row] != code))


def heirs(code: str) -> tuple[str, ...]:
    """The codes in force that have the land of a grid now: itself while it stands; no query."""
    known = atlas()
    standing = {plot.code for plot in (*known.basic, *known.dedicated)} if len(code) > 12 else {code}
    if code in standing:
        return (code,)
    family = _family.get()
    rows = _walk(family.rows_of.get(code, ()), family.after)
    return tuple(sorted({family.code_of[row] for row in rows} & standing))


def _walk(start: Iterable[int], edges: dict[int, set[int]]) -> set[int]:
    seen, waiting = set[int](), list(start)
    while waiting:
        for row in edges.get(waiting.pop(), ()):
            if row not in seen:
                seen.add(row)
                waiting.append(row)
    return seen


def _read(_version: str) -> _Family:
    family = _Family(defaultdict(set), {}, defaultdict(set), defaultdict(set))
    edges = Became.objects.values_list("before_id", "before__code", "after_id", "after__code")
    for before, old, after, new in edges:
        family.before[after].add(before)
        family.after[before].add(after)
        for row, code in ((before, old), (after, new)):
            family.rows_of[code].add(row)
            family.code_of[row] = code
    return family


_family = Kept(_read)


def forget() -> None:
    """Read anew at the next question (this process has just changed the map)."""
    _family.forget()


def versions(code: str) -> list[Grid]:
    """Every version of a grid, the newest first (index places_grid_within)."""
    return list(Grid.objects.filter(code=code).order_by("-valid_from", "-id"))


def history(code: str) -> list[Became]:
    """What its versions came from and what became of them, newest first (indexes of the keys before and after)."""
    rows = [grid.pk for grid in versions(code)]
    edges = Became.objects.select_related("before", "after", "redraw")
    found = {one.pk: one for one in (*edges.filter(before__in=rows), *edges.filter(after__in=rows))}
    return sorted(found.values(), key=lambda one: (-one.redraw_id, one.before.code, one.after.code))


def redraws_of(community: str) -> QuerySet[Redraw]:
    """The redrawings of a community, newest first (index of the key community)."""
    return Redraw.objects.filter(community=community).order_by("-id")


def planned(until: date) -> QuerySet[Redraw]:
    """Redrawings whose day has come (index places_redraw_planned)."""
    return Redraw.objects.filter(state=RedrawState.PLANNED, effective_on__lte=until).order_by(
        "effective_on", "id"
    )


def next_code(community: str, digits: int = 3, *, dedicated: bool = False) -> str:
    """The number after all that were ever used in a community; dedicated grids have theirs at the end of the row
    (901 …, index places_grid_within)."""
    used = Grid.objects.filter(division=community).values_list("code", flat=True)
    numbers = [int(code[12:]) for code in used]
    edge = 9 * 10 ** (digits - 1)
    taken = [number for number in numbers if (number > edge) == dedicated]
    return f"{community}{max(taken, default=edge if dedicated else 0) + 1:0{digits}d}"
