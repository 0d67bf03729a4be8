"""The catalogue's words: what a matter is at a moment, as frozen values that anyone may keep."""

from commongrid.registry.matters.terms.enums import KINDS, Confidence, Kind, Level, ReasonKind, Stage
from commongrid.registry.matters.terms.items import Change, Criterion, Distinction, Item, Limits, Published
from commongrid.registry.matters.terms.wording import Language, Text, text

__all__ = [
    "KINDS",
    "Change",
    "Confidence",
    "Criterion",
    "Distinction",
    "Item",
    "Kind",
    "Language",
    "Level",
    "Limits",
    "Published",
    "ReasonKind",
    "Stage",
    "Text",
    "text",
]
