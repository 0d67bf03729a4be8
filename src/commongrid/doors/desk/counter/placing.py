"""Where a matter told at a counter is: the place its words name inside the counter's area, else the counter's own division."""

from __future__ import annotations

from commongrid.registry.places import queries as places


def area_of(address: str, division: str) -> str:
    """The code of the place an address names, if it lies in the division of the point; else that division's."""
    found = places.locate_text(address, within=division).code if address.strip() else None
    return found if found and found.startswith(division) else division
