"""What each file of a pack may say: one model a file, one instance a line. Places have their own (registry/places)."""

from __future__ import annotations

from pydantic import Field

from commongrid.registry.matters.terms import Confidence, Kind, Level, ReasonKind
from commongrid.registry.packs.fields import Code, LimitText, Line, MaybeLimit, MaybeNumber, Named, Words
from commongrid.registry.units.terms import Role, UnitKind


class DepartmentLine(Line):
    code: Code
    tier: str
    name_zh: Named
    name_en: str
    answers_for_zh: str = ""
    answers_for_en: str = ""
    confidence: Confidence


class MatterLine(Line):
    """A matter. Its short filing and closing are its only row, or with `own_row` the first before its criteria."""

    code: Code
    class_zh: Named
    subclass_zh: Named
    name_zh: Named
    name_en: str
    kind: Kind
    department: Code
    level: Level
    own_row: bool = False
    filing_zh: Words
    filing_en: str = ""
    closing_zh: Words
    closing_en: str = ""
    dispatch_hours: MaybeNumber = None
    accept: MaybeLimit = None
    handle: LimitText
    check: MaybeLimit = None
    is_public: bool
    confidential: bool
    rewardable: bool
    needs_verification: bool
    self_check: bool
    auto_assign: bool
    urgent: bool
    evidence_zh: str = ""
    evidence_en: str = ""
    standard_zh: str = ""
    standard_en: str = ""
    patrol_zh: str = ""
    patrol_en: str = ""
    keywords: str = ""
    confidence: Confidence
    source: str = ""


class CriterionLine(Line):
    """One of several rows of a matter; blank fields are the matter's. `when` is "question=answer"."""

    code: Code
    order: int = Field(ge=1)
    criterion_zh: Words
    criterion_en: str = ""
    closing_zh: Words
    closing_en: str = ""
    dispatch_hours: MaybeNumber = None
    accept: MaybeLimit = None
    handle: LimitText
    check: MaybeLimit = None
    department: str = ""
    level: str = Field(default="", pattern=f"^({'|'.join(Level)})?$")
    when: str = Field(default="", pattern=r"^([a-z_]+=\S+)?$")
    city_zh: str = ""
    confidence: Confidence
    source: str = ""


class QuestionLine(Line):
    """An extra question; options are "value:中文:English" separated by "|"."""

    code: Code
    key: str = Field(pattern=r"^[a-z_]+$")
    zh: Words
    en: Words
    type: str = Field(pattern="^(yes_no|choice|number|text)$")
    options: str = Field(default="", pattern=r"^([^:|]+:[^:|]+:[^:|]+(\|[^:|]+:[^:|]+:[^:|]+)*)?$")
    required: bool = False


class ReasonLine(Line):
    kind: ReasonKind
    code: Code
    zh: Named
    en: Words
    when_zh: str = ""
    when_en: str = ""
    must_state_zh: str = ""
    must_state_en: str = ""
    tell_zh: str = ""
    tell_en: str = ""
    law_zh: str = ""
    law_en: str = ""
    remedy_zh: str = ""
    remedy_en: str = ""
    counts: bool
    instead: str = ""
    confidence: Confidence


class DistinctionLine(Line):
    """How matters that read almost alike are told apart; codes are separated by "|"."""

    codes: str = Field(pattern=r"^[^|\s]+(\|[^|\s]+)+$")
    zh: Words
    en: Words


class WordLine(Line):
    zh: Words
    en: Words


class UnitLine(Line):
    """A unit, or with `for_each` (town, village) a pattern: {code}, {name}, {short}, {name_en} are the division's."""

    code: Code
    for_each: str = Field(default="", pattern="^(town|village)?$")
    name_zh: Named
    name_en: str = ""
    short_zh: str = ""
    kind: UnitKind
    level: Level
    division: str = Field(min_length=1)
    parent: str = ""
    department: str = ""
    phone: str = ""
    is_last_resort: bool = False


class CastLine(Line):
    """A person of the cast, once for each post; without a role an account that may do nothing."""

    username: str = Field(pattern=r"^[a-z0-9.]+$")
    name_zh: Named
    name_en: str
    email: str = ""
    language: str = Field(default="zh-hans", pattern="^(zh-hans|en)$")
    role: str = Field(default="", pattern=f"^({'|'.join(Role)})?$")
    unit: str = ""
    area: str = ""
    title: str = ""
    employment: str = ""


class ResidentLine(Line):
    """Somebody who reports; for demonstrations and tests, never stored by loading."""

    key: str = Field(pattern=r"^[a-z]+$")
    name_zh: Named
    name_en: str
    phone: str = Field(pattern=r"^1\d{10}$")
    language: str = Field(default="zh-hans", pattern="^(zh-hans|en)$")
