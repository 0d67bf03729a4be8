"""Reads of what was loaded."""

from __future__ import annotations

from typing import Any

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.verdicts import Refused
from commongrid.registry.packs.models import Pack


def pack() -> Pack | None:
    """The pack loaded last, whose city this is; None while nothing is loaded (index packs_pack_latest)."""
    return Pack.objects.order_by("-loaded_at").first()


def packs() -> list[Pack]:
    """Every pack ever loaded, the last one first."""
    return list(Pack.objects.order_by("-loaded_at"))


def setting(name: str) -> Any:
    """One of the city's own figures. Raises Refused("packs.no_setting") when no pack sets it."""
    found = pack()
    if found is None or name not in found.settings:
        raise Refused("packs.no_setting", name=name)
    return found.settings[name]


def limit(name: str) -> Limit:
    """A setting that is a limit, like "verify_within"."""
    amount, _, unit = str(setting(name)).partition(" ")
    return Limit(float(amount), Unit(unit))
