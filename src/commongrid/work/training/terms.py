"""Courses, questions, exams, certificates and demands as plain values; journal kinds; how long things are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

KINDS = (
    "training.course_published", "training.course_withdrawn", "training.course_resumed", "training.questions_set",
    "training.exam_set", "training.exam_withdrawn", "training.exam_resumed", "training.kind_set",
    "training.demand_set", "training.demand_ended",
    "training.certificate_issued", "training.certificate_withdrawn",
)  # fmt: skip

SITTINGS_DAYS, PROGRESS_DAYS, CERTIFICATES_DAYS = 90, 365, 365
"""Answers go 90 days after their exam, what was read a year after it was last looked at, a certificate a year after it ran out."""
REMIND_DAYS = (60, 14)
"""So many days before it ends its holder is told."""
LATE_SEND = timedelta(seconds=20)
"""An exam handed in by the last second still arrives."""
QUIZ = 5
"""Questions of the quiz after a course."""


class QuestionKind(StrEnum):
    """One answer is right, several are, or yes or no."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"


class Standing(StrEnum):
    """How a post stands to a demand."""

    HELD = "held"
    EXPIRING = "expiring"
    GRACE = "grace"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    zh: str
    en: str

    def words(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh


YES_NO = (Option("yes", "对", "True"), Option("no", "错", "False"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a course's bank; `right` are values of its options, `because` says why after it was answered."""

    code: str
    kind: QuestionKind
    zh: str
    en: str
    options: tuple[Option, ...]
    right: frozenset[str]
    because_zh: str = ""
    because_en: str = ""
    pk: int = 0

    def words(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh

    def because(self, language: str) -> str:
        return (self.because_en if language.startswith("en") else "") or self.because_zh


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a course: its title, and its text in a little Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition of a course says. A line that begins with "# " begins a page, in both languages alike."""

    zh: str
    en: str
    summary_zh: str
    summary_en: str
    minutes: int
    roles: tuple[str, ...]
    text_zh: str
    text_en: str
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """How an exam is held: from which courses, how many questions, how long, what passes, what it gives."""

    code: str
    zh: str
    en: str
    courses: tuple[str, ...]
    kind: str
    questions: int
    minutes: int
    pass_percent: int
    attempts_per_day: int


@dataclass(frozen=True, slots=True)
class Judged:
    """How a sitting ended: the points are its sitter's own, to everybody else it is passed or nothing."""

    right: int
    of: int
    needed: int
    wrong: frozenset[int] = frozenset()

    @property
    def passed(self) -> bool:
        return self.right >= self.needed


@dataclass(frozen=True, slots=True)
class Stands:
    """A standing with its day: until when it is valid, or by when it has to be there."""

    standing: Standing
    on: date


@dataclass(frozen=True, slots=True)
class Shipped:
    """A course as a pack brings it, with its questions."""

    code: str
    content: Content
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A demand: the role, the kind of certificate, and how many days a new post has for it."""

    role: str
    kind: str
    grace_days: int


@dataclass(frozen=True, slots=True)
class KindPlan:
    """A kind of certificate and how many months it holds."""

    code: str
    zh: str
    en: str
    months: int


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All that a pack brings."""

    courses: tuple[Shipped, ...] = ()
    kinds: tuple[KindPlan, ...] = ()
    exams: tuple[ExamPlan, ...] = ()
    demands: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did, by what was loaded: codes that are new, changed, and kept as the city edited them."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


type Answers = Mapping[int, frozenset[str]]
