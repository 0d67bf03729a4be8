"""Grid planning: buildings with their households and an outline in, contiguous and balanced parts out. Pure."""

from commongrid.registry.places.planning.land import Atom, Land, settle
from commongrid.registry.places.planning.matching import Matched, match
from commongrid.registry.places.planning.measuring import Measures, measure
from commongrid.registry.places.planning.parting import Plan, propose

__all__ = ["Atom", "Land", "Matched", "Measures", "Plan", "match", "measure", "propose", "settle"]
