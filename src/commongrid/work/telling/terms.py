"""Words of telling: groups of people who hear of something, and one line of the table that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from commongrid.base.notices.terms import Channel
from commongrid.base.verdicts import Fact


class Group(StrEnum):
    """Who hears of something. Staff groups are posts held on the day; `watchers` chose to hear."""

    UNITS = "units"
    HOLDER = "holder"
    CALLED = "called"
    CENTRE = "centre"
    FIELD = "field"
    LEADERS = "leaders"
    SUPERVISORS = "supervisors"
    REPORTERS = "reporters"
    WATCHERS = "watchers"


class Page(StrEnum):
    """The page a notice leads to, with the number in its place."""

    DESK = "/desk/"
    DESK_CASE = "/desk/cases/{number}/"
    DESK_CALL = "/desk/whistles/{number}/"
    DESK_REPORT = "/desk/reports/{number}/"
    FIELD_VERIFY = "/field/verify/{number}/"
    FIELD_CHECK = "/field/check/{number}/"
    MY_REPORT = "/my/{number}/"


@dataclass(frozen=True, slots=True)
class Line:
    """When this happens, this group is told this sentence and shown this page."""

    group: Group
    key: str
    page: Page


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as telling sees it: who, in which role, at which unit, for which area, and whether on duty now."""

    account_id: int
    role: str
    unit_id: int
    area: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Reporter:
    """A resident behind a report, with the channel that reaches them; their own number, not the case's."""

    person_id: UUID
    number: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Thing:
    """What an entry is about, as plain values: a case or a report, and who stands around it."""

    kind: str
    number: str
    facts: Mapping[str, Fact]
    area: str
    centre_id: int
    unit_ids: tuple[int, ...] = ()
    lead_unit_id: int | None = None
    watchers: frozenset[int] = frozenset()
    reporters: tuple[Reporter, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What the table needs of a journal entry."""

    kind: str
    at: datetime
    key: str
    by_account: int | None = None
    by_person: str = ""
    by_system: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
