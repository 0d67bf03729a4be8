"""Words of a case: statuses, stages, journal kinds and the small values acts take."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    WAITING = "waiting"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    PAUSED = "paused"
    CHECKING = "checking"
    CLOSED = "closed"
    VOID = "void"


OPEN = (Status.WAITING, Status.ASSIGNED, Status.HANDLING, Status.PAUSED, Status.CHECKING)
ENDED = (Status.CLOSED, Status.VOID)


class Ask(StrEnum):
    """What a unit may ask of its dispatcher."""

    PAUSE = "pause"
    EXTEND = "extend"


class SupervisionLevel(StrEnum):
    YELLOW = "yellow"
    RED = "red"


class ArrivedBy(StrEnum):
    """How a called unit's arrival is known: its word, the code the caller shows on the spot, or its phone's position."""

    SAID = "said"
    CODE = "code"
    POSITION = "position"


class Near(StrEnum):
    """How far from the matter a phone was when its unit reported in. The position itself is not kept."""

    HERE = "here"
    NEAR = "near"
    FAR = "far"


MOST_STARS = 5

KINDS = (
    "case.opened",
    "case.assigned",
    "case.escalated",
    "case.delegated",
    "case.taken",
    "case.taken_back",
    "case.sent_back",
    "case.transferred",
    "case.pause_asked",
    "case.extension_asked",
    "case.ask_refused",
    "case.paused",
    "case.resumed",
    "case.extended",
    "case.part_done",
    "case.reported_done",
    "case.check_passed",
    "case.check_failed",
    "case.settled",
    "case.rated",
    "case.reopened",
    "case.merged",
    "case.absorbed",
    "case.voided",
    "case.joined",
    "case.corrected",
    "case.relimited",
    "case.supervised",
    "case.supervision_answered",
    "case.urged",
    "case.whistled",
    "case.whistle_answered",
    "case.unit_rated",
    "case.task_agreed",
    "case.task_done",
    "case.commented",
    "case.attached",
)
