"""Words of dispatching: the units one may choose from, and the choice with its confidence."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Why

KINDS = ("dispatch.rule_set", "dispatch.rule_ended")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer for a matter at a place.

    `reach`: digits of its division's code, so the larger the closer. `load`: open cases it leads.
    `handled` and `sent_back`: of last year's cases of this matter here, how many it closed and sent back.
    """

    unit_id: int
    name: str
    level: str
    reach: int
    load: int = 0
    handled: int = 0
    sent_back: int = 0
    is_open_now: bool = True
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Who should handle it, how sure that is (0 to 1), and the others in order."""

    unit_id: int | None
    confidence: float
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be dispatched: whose duty the catalogue says it is, and what happened so far."""

    department: str
    department_name: str
    level: str
    kind: str
    matter_name: str
    place_name: str
    send_backs: int = 0
    similar: int = 0
    sent_back_by: tuple[int, ...] = ()
    last_unit_id: int | None = None


type Reasons = tuple[Why, ...]
