"""One CSV table: lines in form, and what is wrong with the others, each with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from commongrid.base.verdicts import Why
from commongrid.registry.packs.fields import Line
from commongrid.registry.packs.terms import Fault

PROBLEMS = {
    "missing": "packs.missing",
    "extra_forbidden": "packs.unknown_field",
    "bool_parsing": "packs.not_yes_no",
    "enum": "packs.not_one_of",
    "string_too_short": "packs.blank",
}


def read_table[L: Line](path: Path, model: type[L]) -> tuple[list[L], list[Fault]]:
    """Every line that is in form, and the faults of those that are not."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return _read(file, path.name, model)


def read_text[L: Line](text: str, name: str, model: type[L]) -> tuple[list[L], list[Fault]]:
    """The same for a table that was sent instead of standing in a file; faults name it `name`."""
    return _read(StringIO(text, newline=""), name, model)


def _read[L: Line](file: IO[str], name: str, model: type[L]) -> tuple[list[L], list[Fault]]:
    lines: list[L] = []
    faults: list[Fault] = []
    for number, row in _rows(file):
        extra = row.pop(None, None)  # type: ignore[call-overload]
        try:
            lines.append(model.model_validate({**row, "line": number}))
        except ValidationError as found:
            faults += [Fault(name, number, why(each)) for each in found.errors()]
        if extra:
            faults.append(Fault(name, number, Why("packs.too_many_fields", {"more": len(extra)})))
    return lines, faults


def _rows(file: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row by column and the line it begins on. A row that is too short misses its last columns."""
    reader = csv.DictReader(file)
    before = 1
    for row in reader:
        line = before + 1
        before = reader.line_num
        yield line, {name: value for name, value in row.items() if value is not None}


def why(error: Any) -> Why:
    """What pydantic found, as a reason of ours."""
    where = ".".join(str(part) for part in error["loc"])
    facts = {"field": where, "value": str(error.get("input", ""))[:60]}
    key = PROBLEMS.get(error["type"], "packs.bad_value")
    if key == "packs.not_one_of":
        facts["expected"] = str(error.get("ctx", {}).get("expected", ""))
    elif key == "packs.bad_value":
        facts["problem"] = error["msg"].removeprefix("Value error, ")
    return Why(key, facts)
