"""Kinds of places as maps draw them: six families, each with a shape and a colour of its own, never a colour alone."""

from __future__ import annotations

from commongrid.registry.premises.terms import Kind

FAMILIES: dict[str, tuple[Kind, ...]] = {
    "home": (Kind.BUILDING, Kind.RENTAL, Kind.RESIDENTIAL, Kind.SELF_BUILT),
    "shop": (
        Kind.THREE_SMALL,
        Kind.SMALL_SHOP,
        Kind.SMALL_WORKSHOP,
        Kind.SMALL_VENUE,
        Kind.RESTAURANT,
        Kind.MARKET,
    ),
    "work": (Kind.ENTERPRISE, Kind.SITE),
    "public": (Kind.SCHOOL, Kind.HOSPITAL),
    "danger": (Kind.HAZARD,),
    "nature": (Kind.RIVER, Kind.FOREST),
}
"""Family → its kinds; `map-shapes.js` has a shape for each, `legend_places.html` says what it means."""

FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
