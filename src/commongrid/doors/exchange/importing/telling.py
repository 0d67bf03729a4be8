"""A batch of rows told as cases of the past and brought in; what does not hold is told with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import IntegrityError

from commongrid.base.verdicts import Refused
from commongrid.cases import past, search
from commongrid.cases import queries as cases
from commongrid.cases.acts import Opening
from commongrid.cases.past import Past
from commongrid.doors.exchange import bringing
from commongrid.doors.exchange.importing.registry import Registry, case_id
from commongrid.doors.exchange.importing.rows import Found, RowFault
from commongrid.doors.exchange.importing.tables import Line
from commongrid.intake import queries as intake
from commongrid.intake.terms import Channel
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places

CHANNELS = {channel.value for channel in Channel}
TRIES = 3


@dataclass
class Outcome:
    """What became of a batch."""

    imported: int = 0
    known: int = 0
    rejected: list[tuple[Line, str]] = field(default_factory=list)
    still_open: int = 0
    unlocated: int = 0


@dataclass(frozen=True)
class Errand:
    """What every process is told. `now`: nothing can have happened later."""

    registry: Registry
    now: datetime


def take(errand: Errand, rows: Sequence[Found]) -> Outcome:
    """All that is new and holds, in one transaction."""
    for left in reversed(range(TRIES)):
        try:
            return _take(errand, rows)
        except IntegrityError:
            if not left:  # another process brought one of these in meanwhile
                raise
    raise AssertionError


def _take(errand: Errand, rows: Sequence[Found]) -> Outcome:
    ids = [case_id(errand.registry.how.source, row.id) for row in rows]
    known, areas = cases.known(ids), _located(rows)
    outcome, told = Outcome(), []
    for key, row, area in zip(ids, rows, areas, strict=True):
        if key in known:
            outcome.known += 1
            continue
        try:
            told.append(_told(errand.registry, key, row, area))
        except RowFault as fault:
            outcome.rejected.append((row.line, str(fault)))
            continue
        except Refused as refused:
            outcome.rejected.append((row.line, f"our own rules refuse it: {refused.why.key}"))
            continue
        known.add(key)
        outcome.unlocated += row.point is None
    if told:
        bringing.bring_in(told, at=errand.now)
    outcome.imported = len(told)
    outcome.still_open = sum(case.closed_at is None and case.status != "void" for case in told)
    return outcome


def _located(rows: Sequence[Found]) -> list[tuple[str, int]]:
    """Area code and grid of every row with a position, in bulk; ("", 0) for the others."""
    points = [row.point or (np.nan, np.nan) for row in rows]
    lons, lats = np.array(points, float).reshape(-1, 2).T
    found = places.locate_many(lons, lats)
    return list(zip(found.area_codes.tolist(), found.grid_ids.tolist(), strict=True))


def _told(registry: Registry, key: UUID, row: Found, located: tuple[str, int]) -> Past:
    """Opened, given to its unit, done, passed, all at the file's own times."""
    by = registry.teller()
    opening = _opening(registry, row, located)
    unit = registry.unit(row, opening.area)
    case = past.open_case(opening, key, office=registry.office, by=by, at=row.opened)
    if row.status == "void":
        past.void(case, reason="VO02", by=by, at=row.ended or row.opened, why=row.reason or "void")
        return case
    if unit is None:
        if row.ended is not None:
            raise RowFault("closed, and nobody can be named who had it")
        return case
    past.assign(case, unit, by=by, at=row.opened, why="")
    past.take(case, by=by, at=row.opened)
    if row.ended is not None:
        past.report_done(case, by=by, at=row.ended, why=row.reason or "closed", sampling=0.0)
        past.pass_check(case, by=by, at=row.ended)
    return case


def _opening(registry: Registry, row: Found, located: tuple[str, int]) -> Opening[Any]:
    item, place = registry.item(row), registry.place(row, located[0])
    lon, lat = row.point or (None, None)
    channel = registry.how.channel.of(row.channel)
    limited = not registry.how.has_targets or row.target is not None
    return Opening(
        item=item,
        row=matters.row_for(item.code).answer if limited and item.rows else None,
        title=row.title or f"{row.address}{item.name_zh}",
        area=place.area,
        division_id=place.division_id or "",
        centre=registry.centre(place.centre_id),
        channel=channel if channel in CHANNELS else Channel.API.value,
        letters=place.letters,
        grid_id=located[1] or None,
        lon=lon,
        lat=lat,
        cell=intake.cell(lon, lat),
        address=row.address[:200],
        words=search.of_matter(item),
        fixed={"handle": row.target.isoformat()} if row.target else {},
    )
