"""Reading a pack's files. Whatever is wrong is told with its file and line; nothing is guessed and nothing written."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commongrid.base.calendar import reading as calendar
from commongrid.base.calendar.terms import ListedDay
from commongrid.base.verdicts import Refused, Why
from commongrid.registry.packs.checklists import ChecklistLine, ChecklistQuestionLine
from commongrid.registry.packs.fields import Line
from commongrid.registry.packs.patrol import PatrolLine
from commongrid.registry.packs.schema import (
    CastLine,
    CriterionLine,
    DepartmentLine,
    DistinctionLine,
    MatterLine,
    QuestionLine,
    ReasonLine,
    ResidentLine,
    UnitLine,
    WordLine,
)
from commongrid.registry.packs.settings import PackFile, Settings
from commongrid.registry.packs.statutes import NATIONAL, LawLine, StatuteLine
from commongrid.registry.packs.tables import read_table, why
from commongrid.registry.packs.terms import Fault

TABLES: dict[str, type[Line]] = {
    "departments": DepartmentLine,
    "matters": MatterLine,
    "criteria": CriterionLine,
    "questions": QuestionLine,
    "reasons": ReasonLine,
    "words": WordLine,
    "units": UnitLine,
    "cast": CastLine,
    "residents": ResidentLine,
    "distinctions": DistinctionLine,
    "checklists": ChecklistLine,
    "checklist_questions": ChecklistQuestionLine,
    "patrol": PatrolLine,
    "laws": LawLine,
    "statutes": StatuteLine,
}
NEEDED = ("departments", "matters", "criteria", "reasons", "words", "units", "cast")
NOT_DATA = {".md"}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as its files say it; lines know where they stand (`line`)."""

    folder: Path
    file: PackFile
    digest: str
    departments: list[DepartmentLine] = field(default_factory=list)
    matters: list[MatterLine] = field(default_factory=list)
    criteria: list[CriterionLine] = field(default_factory=list)
    questions: list[QuestionLine] = field(default_factory=list)
    reasons: list[ReasonLine] = field(default_factory=list)
    words: list[WordLine] = field(default_factory=list)
    units: list[UnitLine] = field(default_factory=list)
    cast: list[CastLine] = field(default_factory=list)
    residents: list[ResidentLine] = field(default_factory=list)
    distinctions: list[DistinctionLine] = field(default_factory=list)
    checklists: list[ChecklistLine] = field(default_factory=list)
    checklist_questions: list[ChecklistQuestionLine] = field(default_factory=list)
    patrol: list[PatrolLine] = field(default_factory=list)
    laws: list[LawLine] = field(default_factory=list)
    statutes: list[StatuteLine] = field(default_factory=list)
    holidays: tuple[ListedDay, ...] = ()


def read(folder: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack in `folder` and every fault of form; None when pack.toml itself cannot be read."""
    file, faults = read_toml(folder / "pack.toml")
    tables: dict[str, list[Any]] = {}
    for name, model in TABLES.items():
        path = folder / f"{name}.csv"
        if path.is_file():
            tables[name], found = read_table(path, model)
            faults += found
        elif name in NEEDED:
            faults.append(Fault(path.name, 0, Why("packs.no_file", {"file": path.name})))
    holidays, found = read_holidays(folder / "holidays.csv")
    faults += found
    return (
        Pack(folder, file, digest(folder, NATIONAL), **tables, holidays=holidays) if file else None
    ), faults


def digest(*folders: Path) -> str:
    """SHA-256 over every data file's name and bytes, folder by folder in order of name: 64 hex digits."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(
            path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_DATA
        ):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(folder)} {content}\n".encode())
    return total.hexdigest()


def read_toml(path: Path) -> tuple[PackFile | None, list[Fault]]:
    if not path.is_file():
        return None, [Fault(path.name, 0, Why("packs.no_file", {"file": path.name}))]
    text = path.read_text("utf-8")
    try:
        return PackFile.model_validate(tomllib.loads(text)), []
    except tomllib.TOMLDecodeError as fault:
        line = getattr(fault, "lineno", 0)
        return None, [Fault(path.name, line, Why("packs.not_toml", {"problem": str(fault)}))]
    except ValidationError as faults:
        return None, [Fault(path.name, _line_of(text, each["loc"]), why(each)) for each in faults.errors()]


def settings(values: Mapping[str, Any]) -> Settings:
    """The city's own figures, checked. Raises Refused naming the first that is wrong."""
    try:
        return Settings.model_validate(values)
    except ValidationError as wrong:
        first = why(wrong.errors()[0])
        raise Refused(first.key, **first.facts) from None


def _line_of(text: str, where: tuple[int | str, ...]) -> int:
    """The line that names the innermost known key of a place in a TOML file."""
    for name in reversed([name for name in where if isinstance(name, str)]):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.split("=")[0].strip() == name or line.strip().strip("[]").split(".")[-1] == name:
                return number
    return 1


def read_holidays(path: Path) -> tuple[tuple[ListedDay, ...], list[Fault]]:
    """The public calendar's own format (base/calendar); a pack may go without."""
    if not path.is_file():
        return (), []
    with path.open(encoding="utf-8", newline="") as lines:
        days, found = calendar.read_days(lines)
    return days, [Fault(path.name, each.line, each.why) for each in found]
