"""Places as tables and files give them, what is wrong with them, and what an import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commongrid.base.verdicts import Fact, Why


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file: where (line of a table, feature of a GeoJSON, from 1), which code, and why."""

    at: int
    code: str
    why: Why


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would have done; with faults nothing was written."""

    faults: tuple[Fault, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    written: bool = False

    @property
    def is_clean(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division as a table gives it; blank facts are worked out from the name and the code."""

    code: str
    name: str
    level: str = ""
    parent: str = ""
    short: str = ""
    name_en: str = ""
    pinyin: str = ""
    number_letters: str = ""
    kind: str = ""
    lon: float | None = None
    lat: float | None = None
    area_km2: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class PointRow:
    """A service point or premises as a table gives it (WGS 84 degrees)."""

    code: str
    kind: str
    name: str
    division: str
    lon: float
    lat: float
    name_en: str = ""
    address: str = ""
    phone: str = ""
    hours: Mapping[str, Any] | None = None
    services: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    grid_code: str = ""
    active: bool = True
    step_free: bool | None = None
    unit: str = ""
    line: int = 0


def fault(at: int, code: str, key: str, **facts: Fact) -> Fault:
    return Fault(at, code, Why(f"places.{key}", {"code": code, **facts}))
