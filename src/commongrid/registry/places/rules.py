"""Decisions about places: plain values in, Verdict out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.places.terms import DIGITS, DivisionRow, Fault, Level, PointRow, fault

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
type Hours = Mapping[str, Sequence[Sequence[str]]]


def is_open(hours: Hours | None, local: datetime) -> Verdict[bool | None]:
    """Is a service point open at `local` (the city's time)? None when its hours are not known.

    `hours` maps mon … sun to spans of ["09:00", "12:00"]; a day without spans is closed.
    """
    if hours is None:
        return Verdict(None, (Why("places.hours_unknown"),))
    moment = local.strftime("%H:%M")
    today = hours.get(DAYS[local.weekday()], ())
    for start, end in today:
        if start <= moment < end:
            return Verdict(True, (Why("places.open_until", {"until": end}),))
    later = sorted(start for start, _ in today if start > moment)
    if later:
        return Verdict(False, (Why("places.opens_at", {"at": later[0]}),))
    return Verdict(False, (Why("places.closed_today"),))


def what_level(code: str) -> Level | None:
    """The level its number of digits says; None for a code no division has."""
    return DIGITS.get(len(code)) if code.isascii() and code.isdigit() else None


def parent_of(code: str, known: Mapping[str, object] | set[str]) -> str | None:
    """The nearest known code above: 441900121 → 441900 where counties exist, 4419 where they do not."""
    shorter = sorted((size for size in DIGITS if size < len(code)), reverse=True)
    return next((code[:size] for size in shorter if code[:size] in known), None)


def division_faults(rows: Sequence[DivisionRow], standing: set[str]) -> list[Fault]:
    """Everything wrong with a table of divisions, by line; `standing` are the codes already here.

    The topmost rows of a city need no parent; a row below the topmost level of the file must find one.
    """
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for row in rows:
        if row.code in first:
            faults.append(fault(row.line, row.code, "duplicate_code", first=first[row.code]))
        first.setdefault(row.code, row.line)
    known = standing | set(first)
    top = min((len(code) for code in known), default=0)
    for row in rows:
        faults += _row_faults(row, known, top)
    return sorted(faults, key=lambda one: one.at)


def letters_faults(rows: Sequence[DivisionRow], standing: Mapping[str, str]) -> list[Fault]:
    """Two divisions must not share the letters of case numbers; `standing` maps letters to code."""
    faults = []
    holders = dict(standing)
    for row in rows:
        holder = holders.setdefault(row.number_letters, row.code) if row.number_letters else row.code
        if holder != row.code:
            faults.append(
                fault(row.line, row.code, "letters_taken", letters=row.number_letters, holder=holder)
            )
    return faults


def point_faults(rows: Sequence[PointRow], divisions: set[str]) -> list[Fault]:
    """Everything wrong with a table of service points or premises, by line."""
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for row in rows:
        if first.setdefault(row.code, row.line) != row.line:
            faults.append(fault(row.line, row.code, "duplicate_code", first=first[row.code]))
        if not row.code or not row.name:
            faults.append(fault(row.line, row.code, "no_name"))
        if row.division not in divisions:
            faults.append(fault(row.line, row.code, "unknown_division", division=row.division))
        if not (-180 <= row.lon <= 180 and -90 <= row.lat <= 90):
            faults.append(fault(row.line, row.code, "bad_position"))
    return faults


def _row_faults(row: DivisionRow, known: set[str], top: int) -> list[Fault]:
    level = what_level(row.code)
    faults = []
    if level is None:
        faults.append(fault(row.line, row.code, "bad_division_code"))
    elif row.level and row.level != level:
        faults.append(fault(row.line, row.code, "wrong_level", level=row.level, means=level.value))
    if not row.name.strip():
        faults.append(fault(row.line, row.code, "no_name"))
    if row.parent and (
        row.parent not in known or not row.code.startswith(row.parent) or row.parent == row.code
    ):
        faults.append(fault(row.line, row.code, "unknown_parent", parent=row.parent))
    elif level and not row.parent and len(row.code) > top and parent_of(row.code, known) is None:
        faults.append(fault(row.line, row.code, "unknown_parent", parent=""))
    is_placed = row.lon is not None and row.lat is not None
    if (row.lon is None) != (row.lat is None) or (
        is_placed and not (-180 <= (row.lon or 0) <= 180 and -90 <= (row.lat or 0) <= 90)
    ):
        faults.append(fault(row.line, row.code, "bad_position"))
    return faults
