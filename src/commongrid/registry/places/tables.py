"""CSV tables to rows, with the line each came from. Pure; what is in the rows is judged by `rules.py`.

Opening hours are written `mon-fri 09:00-12:00 14:00-18:00; sat 09:00-12:00; holiday 10:00-16:00`; lists are parted by `;`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from commongrid.registry.places.rules import DAYS
from commongrid.registry.places.terms import DivisionRow, Fault, PointRow, fault

SPAN = re.compile(r"([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d")
DIVISION_COLUMNS = ("code", "name")
NO = {"false", "0", "no"}
HOLIDAY = "holiday"
POINT_COLUMNS = ("code", "kind", "name", "division", "lon", "lat")


def read_divisions(text: str) -> tuple[list[DivisionRow], list[Fault]]:
    """Columns code and name, and any of level, parent, short, name_en, pinyin, number_letters, kind, lon, lat, area_km2."""
    rows: list[DivisionRow] = []
    faults: list[Fault] = []
    for line, cells in _lines(text, DIVISION_COLUMNS, faults):
        lon, lat, area = (_number(line, cells, name, faults) for name in ("lon", "lat", "area_km2"))
        words = {name: cells.get(name, "") for name in _TEXTS}
        rows.append(DivisionRow(**words, lon=lon, lat=lat, area_km2=area, line=line))
    return rows, faults


def read_points(text: str) -> tuple[list[PointRow], list[Fault]]:
    """Service points or premises: code, kind, name, division, lon, lat, and any of the other fields of PointRow."""
    rows: list[PointRow] = []
    faults: list[Fault] = []
    for line, cells in _lines(text, POINT_COLUMNS, faults):
        lon, lat = (_number(line, cells, name, faults) for name in ("lon", "lat"))
        hours = read_hours(cells.get("hours", ""))
        if hours is None and cells.get("hours"):
            faults.append(fault(line, cells["code"], "bad_hours", hours=cells["hours"]))
        if lon is None or lat is None:
            faults.append(fault(line, cells["code"], "bad_position"))
        else:
            rows.append(_point(line, cells, (lon, lat), hours))
    return rows, faults


def _point(
    line: int, cells: dict[str, str], at: tuple[float, float], hours: dict[str, list[list[str]]] | None
) -> PointRow:
    return PointRow(
        code=cells["code"],
        kind=cells["kind"],
        name=cells["name"],
        division=cells["division"],
        lon=at[0],
        lat=at[1],
        name_en=cells.get("name_en", ""),
        address=cells.get("address", ""),
        phone=cells.get("phone", ""),
        hours=hours,
        services=_list(cells.get("services", "")),
        rooms=_list(cells.get("rooms", "")),
        grid_code=cells.get("grid_code", ""),
        active=cells.get("active", "").lower() not in NO,
        step_free=cells["step_free"].lower() not in NO if cells.get("step_free") else None,
        unit=cells.get("unit", ""),
        line=line,
    )


def read_hours(text: str) -> dict[str, list[list[str]]] | None:
    """Opening hours by day; None when blank or not understood."""
    hours: dict[str, list[list[str]]] = {}
    for part in _list(text):
        days, *spans = part.split()
        first, _, last = days.partition("-")
        if days == HOLIDAY and spans and all(map(SPAN.fullmatch, spans)):
            hours[HOLIDAY] = [span.split("-") for span in spans]
            continue
        if (
            first not in DAYS
            or (last or first) not in DAYS
            or not spans
            or not all(map(SPAN.fullmatch, spans))
        ):
            return None
        for day in DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]:
            hours[day] = [span.split("-") for span in spans]
    return hours or None


_TEXTS = ("code", "name", "level", "parent", "short", "name_en", "pinyin", "number_letters", "kind")


def _lines(text: str, needed: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        faults.append(fault(1, "", "missing_columns", columns=", ".join(missing)))
        return
    for cells in reader:
        if None in cells:
            faults.append(fault(reader.line_num, cells["code"] or "", "too_many_cells"))
        yield reader.line_num, {name: (value or "").strip() for name, value in cells.items() if name}


def _number(line: int, cells: dict[str, str], name: str, faults: list[Fault]) -> float | None:
    text = cells.get(name, "")
    try:
        return float(text) if text else None
    except ValueError:
        faults.append(fault(line, cells["code"], "not_a_number", column=name, text=text))
        return None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
