"""What a pack ships for training: `training.toml` beside pack.toml, and a folder for each course it names.

A course's folder stands below `training/` of the pack, or below `packs/training` where several packs share it: `course.toml`,
its text as `zh.md` and `en.md`, its bank as `questions.csv`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from commongrid.base.verdicts import Why
from commongrid.registry.packs import shelf
from commongrid.registry.packs.tables import why
from commongrid.registry.packs.terms import Fault, Rejected
from commongrid.registry.units.terms import Role
from commongrid.work.training import tables, texts
from commongrid.work.training.terms import Content, Curriculum, ExamPlan, KindPlan, Shipped, Wanted

FILE = "training.toml"


class Form(BaseModel):
    """A table of a TOML file; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class KindForm(Form):
    code: str = Field(pattern=r"^[a-z0-9-]{1,32}$")
    zh: str = Field(min_length=1, max_length=80)
    en: str = Field(max_length=120)
    months: int = Field(ge=1, le=120)


class ExamForm(KindForm):
    months: int = 1
    courses: tuple[str, ...] = Field(min_length=1)
    kind: str
    questions: int = Field(ge=1, le=200)
    minutes: int = Field(ge=1, le=240)
    pass_percent: int = Field(ge=1, le=100)
    attempts_per_day: int = Field(ge=1, le=20)


class DemandForm(Form):
    role: Role
    kind: str
    grace_days: int = Field(ge=0, le=366)


class CourseForm(Form):
    zh: str = Field(min_length=1, max_length=80)
    en: str = Field(max_length=120)
    summary_zh: str = Field(max_length=300)
    summary_en: str = Field(max_length=400)
    minutes: int = Field(ge=1, le=600)
    roles: tuple[Role, ...] = ()


class TrainingForm(Form):
    courses: tuple[str, ...] = ()
    kinds: tuple[KindForm, ...] = ()
    exams: tuple[ExamForm, ...] = ()
    demands: tuple[DemandForm, ...] = ()


def read(pack: Path) -> Curriculum:
    """All that a pack ships; nothing where it has no training.toml. Rejected with every fault by file and line."""
    if not (pack / FILE).is_file():
        return Curriculum()
    faults: list[Fault] = []
    told = _form(pack / FILE, TrainingForm, faults)
    courses = [_course(_folder(pack, code), code, faults) for code in told.courses] if told else []
    if faults or told is None:
        raise Rejected(faults)
    return Curriculum(
        tuple(one for one in courses if one is not None),
        tuple(KindPlan(each.code, each.zh, each.en, each.months) for each in told.kinds),
        tuple(ExamPlan(**each.model_dump(exclude={"months"})) for each in told.exams),
        tuple(Wanted(each.role, each.kind, each.grace_days) for each in told.demands),
    )


def _folder(pack: Path, code: str) -> Path:
    own = pack / "training" / code
    return own if own.is_dir() else shelf.SHELF / "training" / code


def _course(folder: Path, code: str, faults: list[Fault]) -> Shipped | None:
    needed = [folder / name for name in ("course.toml", "zh.md", tables.NAME)]
    if missing := [path for path in needed if not path.is_file()]:
        faults += [
            Fault(f"{code}/{path.name}", 0, Why("packs.no_file", {"file": path.name})) for path in missing
        ]
        return None
    told = _form(folder / "course.toml", CourseForm, faults)
    if told is None:
        return None
    english = folder / "en.md"
    content = Content(
        told.zh, told.en, told.summary_zh, told.summary_en, told.minutes, tuple(told.roles),
        (folder / "zh.md").read_text("utf-8"), english.read_text("utf-8") if english.is_file() else "",
    )  # fmt: skip
    faults += [Fault(f"{code}/zh.md", 0, fault) for fault in texts.faults(content)]
    questions, found = tables.read(folder / tables.NAME)
    faults += [Fault(f"{code}/{each.file}", each.line, each.why) for each in found]
    return Shipped(code, content, tuple(questions))


def _form[F: Form](path: Path, form: type[F], faults: list[Fault]) -> F | None:
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return form.model_validate(told)
    except tomllib.TOMLDecodeError as fault:
        faults.append(Fault(path.name, 0, Why("packs.not_toml", {"problem": str(fault)})))
    except ValidationError as found:
        faults += [Fault(path.name, 0, why(each)) for each in found.errors()]
    return None
