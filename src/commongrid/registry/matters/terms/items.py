"""What a matter is in one edition: its rows, limits and names, and what publishing changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commongrid.base.calendar.terms import Limit
from commongrid.registry.matters.terms.enums import Confidence, Kind, Level
from commongrid.registry.matters.terms.wording import Text, text


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each stage may take."""

    dispatch: Limit
    accept: Limit
    handle: Limit
    check: Limit


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of an edition: when it is filed, how long it may take, when it is closed, who answers for it.

    `when` maps a question's key to the answer that makes this row fit; empty fits always.
    """

    criterion_zh: str
    closing_zh: str
    limits: Limits
    department: str
    level: Level
    criterion_en: str = ""
    closing_en: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    confidence: Confidence = Confidence.PROPOSAL
    source: str = ""
    order: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One matter as it stands in one edition. Rows are in order; there is at least one."""

    code: str
    class_zh: str
    subclass_zh: str
    name_zh: str
    kind: Kind
    department: str
    rows: tuple[Criterion, ...]
    class_en: str = ""
    subclass_en: str = ""
    name_en: str = ""
    is_public: bool = False
    confidential: bool = False
    rewardable: bool = False
    needs_verification: bool = True
    self_check: bool = False
    auto_assign: bool = False
    urgent: bool = False
    evidence_zh: str = ""
    evidence_en: str = ""
    standard_zh: str = ""
    standard_en: str = ""
    patrol_zh: str = ""
    patrol_en: str = ""
    questions: tuple[Mapping[str, Any], ...] = ()
    keywords: str = ""
    confidence: Confidence = Confidence.PROPOSAL
    source: str = ""
    number: int = 0
    edition_id: int = 0
    matter_id: int = 0
    from_at: datetime | None = None
    active: bool = True
    pinyin: str = ""
    origin: str = ""

    def row(self, row_id: int) -> Criterion:
        """The row with this id; KeyError when it is another edition's."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)

    def name(self, language: str) -> Text:
        return text(self.name_zh, self.name_en, language)


@dataclass(frozen=True, slots=True)
class Distinction:
    """How matters that read almost alike are told apart, and why all of them stand."""

    codes: tuple[str, ...]
    zh: str
    en: str = ""
    origin: str = ""

    def words(self, language: str) -> Text:
        return text(self.zh, self.en, language)


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, for the preview; rows are named "rows.<order>.<field>"."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by code; `kept` were left as the city's own edit made them."""

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
