"""The words of places: levels, kinds, and the plain values that queries and acts answer with."""

from commongrid.registry.places.terms.answers import Candidate, Located, MapPart, Nearby, TextPlace
from commongrid.registry.places.terms.levels import DIGITS, KINDS, GridKind, Level, RedrawState
from commongrid.registry.places.terms.rows import DivisionRow, Fault, PointRow, Report, fault

__all__ = [
    "DIGITS",
    "KINDS",
    "Candidate",
    "DivisionRow",
    "Fault",
    "GridKind",
    "Level",
    "Located",
    "MapPart",
    "Nearby",
    "PointRow",
    "RedrawState",
    "Report",
    "TextPlace",
    "fault",
]
