"""Who is on now, a roster's week, what is one's own, what is handed over, and who is free."""

from commongrid.registry.duty.queries.planning import (
    STANDS,
    away,
    busy,
    free,
    roster,
    staff,
    swappable,
    worked_days,
)
from commongrid.registry.duty.queries.signing import ahead, handed_over, own, own_of, to_read
from commongrid.registry.duty.queries.standing import (
    covering,
    next_on,
    on_now,
    on_now_for,
    rosters,
    shift,
    shifts,
)

__all__ = [
    "STANDS",
    "ahead",
    "away",
    "busy",
    "covering",
    "free",
    "handed_over",
    "next_on",
    "on_now",
    "on_now_for",
    "own",
    "own_of",
    "roster",
    "rosters",
    "shift",
    "shifts",
    "staff",
    "swappable",
    "to_read",
    "worked_days",
]
