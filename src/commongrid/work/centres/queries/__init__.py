"""Reads of the centre standard: editions, assessments, what stands of a point, and centres by level."""

from commongrid.work.centres.queries.assessments import find, findings, judged, of_area, owner_of, standing
from commongrid.work.centres.queries.comparing import by_level, points
from commongrid.work.centres.queries.standards import facts_of, last, proposed, standard_of

__all__ = [
    "by_level", "facts_of", "find", "findings", "judged", "last", "of_area", "owner_of", "points", "proposed",
    "standard_of", "standing",
]  # fmt: skip
