"""A checklist and its questions at a moment, what was answered, and what follows; frozen values anyone may keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from commongrid.base.verdicts import Why
from commongrid.registry.matters.terms import Confidence, Text, text

KINDS = ("checklists.published", "checklists.switched")


class AnswerKind(StrEnum):
    """What a question is answered with."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    PHOTO = "photo"
    TEXT = "text"


class Urgency(StrEnum):
    """How fast a gap is carried on: before the worker leaves the place, or as its matter's limits say."""

    AT_ONCE = "at_once"
    USUAL = "usual"


class Sense(StrEnum):
    """How a test looks at an answer; `rises` compares a reading with the one before, `gap` is the question's own."""

    ALWAYS = "always"
    IS = "is"
    NOT = "not"
    ABOVE = "above"
    BELOW = "below"
    RISES = "rises"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Test:
    """A question to an answer: one of some values, none of them, above, below or risen by more than a figure."""

    sense: Sense
    values: tuple[str, ...] = ()
    figure: float = 0.0


@dataclass(frozen=True, slots=True)
class Condition:
    """An earlier question, and what its answer must be for this one to be asked."""

    question: str
    test: Test


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    zh: str
    en: str


YES_NO = (Option("yes", "是", "Yes"), Option("no", "否", "No"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `gap` is the answer that is a gap, `opens` the matter it opens (with these answers to its own
    questions), `photo` the answers that need a photo, `score` what a good answer earns."""

    code: str
    zh: str
    en: str
    kind: AnswerKind
    options: tuple[Option, ...] = ()
    required: bool = True
    only_if: Condition | None = None
    gap: Test | None = None
    opens: str = ""
    opens_with: Mapping[str, str] = field(default_factory=dict)
    urgency: Urgency = Urgency.USUAL
    photo: Test | None = None
    score: int = 1
    confidence: Confidence = Confidence.PROPOSAL
    source: str = ""

    def words(self, language: str) -> Text:
        return text(self.zh, self.en, language)

    def offered(self) -> tuple[Option, ...]:
        """The answers to choose from; empty where one writes, counts or photographs."""
        return YES_NO if self.kind == AnswerKind.YES_NO else self.options


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist as it stands in one edition; `premises` are the kinds of place it is for.

    `by_captain`: building captains look through their own buildings by it; nobody inspects by it.
    """

    code: str
    zh: str
    en: str
    premises: tuple[str, ...]
    questions: tuple[Question, ...]
    is_active: bool = True
    confidence: Confidence = Confidence.PROPOSAL
    source: str = ""
    number: int = 0
    edition_id: int = 0
    valid_from: datetime | None = None
    origin: str = ""
    by_captain: bool = False

    def name(self, language: str) -> Text:
        return text(self.zh, self.en, language)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, how many photos stand with it, and the reading of the last time for a figure that is watched."""

    value: str | float = ""
    photos: int = 0
    before: float | None = None


type Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Missing:
    """What still has to be done before the inspection can be sent: "answer", "photo" or "other_answer"."""

    question: str
    what: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that is a gap, and the matter it opens, with the answers that choose the matter's row."""

    question: str
    opens: str
    opens_with: Mapping[str, str]
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Score:
    """What was earned of what could be earned by the questions that were asked and answered."""

    got: int
    most: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where nothing could be earned."""
        return self.got / self.most if self.most else None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a checklist: the place of its question (from 1; 0 the checklist itself) and why."""

    order: int
    why: Why


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by code; `kept` were left as the city's own edition made them."""

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
