"""Which points count, on what basis a share stands, and the shares of every area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from commongrid.base.calendar.days import Calendar
from commongrid.insight.coverage.terms import Basis, Share
from commongrid.registry.places.rules import Hours
from commongrid.registry.points import rules as points
from commongrid.registry.points.terms import Shut

SOON = timedelta(days=7)
KNOWN = 0.8
"""Rooms are counted only where so many of the buildings tell theirs."""
SIZES = (0, 9, 12)
"""The lengths of the codes that shares are told for: the city, towns, communities."""


def is_open_soon(hours: Hours | None, shut: Sequence[Shut], calendar: Calendar, at: datetime) -> bool:
    """Does a point count: is it open, or does it open within a week? One whose hours nobody gave does not."""
    found = points.standing(hours, shut, calendar, at).answer
    return bool(found.is_open) or (found.opens_at is not None and found.opens_at - at <= SOON)


def opens_on_weekends(hours: Hours | None) -> bool:
    """Has its week hours on a Saturday or a Sunday?"""
    return bool(hours and (hours.get("sat") or hours.get("sun")))


def which_basis(rooms: NDArray[np.int64]) -> Basis:
    """Rooms where nearly all buildings tell theirs, else buildings; grids where no building is known. 0: not told."""
    if not len(rooms):
        return Basis.GRIDS
    return Basis.ROOMS if (rooms > 0).mean() >= KNOWN else Basis.BUILDINGS


def shares(
    areas: NDArray[np.str_],
    weights: NDArray[np.int64],
    covered: NDArray[np.bool_],
    weekend: NDArray[np.bool_],
) -> list[Share]:
    """The share of the city, of every town and every community that has a site."""
    found: list[Share] = []
    for size in SIZES:
        codes, which = np.unique(
            areas.astype(f"U{size}") if size else np.full(len(areas), ""), return_inverse=True
        )
        which = which.reshape(-1)
        sums = [
            np.bincount(which, weights=weights * part, minlength=len(codes))
            for part in (1, covered, weekend & covered)
        ]
        found += [
            Share(str(code), int(sums[0][n]), int(sums[1][n]), int(sums[2][n]))
            for n, code in enumerate(codes)
        ]
    return found


def per_cent(part: int, total: int) -> float | None:
    """A share in per cent; None of nothing."""
    return 100 * part / total if total else None


def worst(shares: Mapping[str, Share], size: int) -> list[Share]:
    """The areas of one level, those with the most out of reach first."""
    ours = [one for one in shares.values() if len(one.area) == size]
    return sorted(ours, key=lambda one: (one.covered - one.total, one.area))
