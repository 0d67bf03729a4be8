"""What a service point is, has and does; the plain values its rules work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SUBJECT = "point"
KINDS = (
    "points.added",
    "points.changed",
    "points.ended",
    "points.resumed",
    "points.closing_announced",
    "points.closing_dropped",
)


class Kind(StrEnum):
    """What a point is called in the field."""

    CENTRE = "centre"
    HALL = "hall"
    STATION = "station"
    MEDIATION = "mediation"


class Level(StrEnum):
    """The four levels of the appeals service 1+6+31+N, from the top."""

    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    STATION = "station"


class Service(StrEnum):
    """What a point offers that the house itself has to do with; whatever else it offers is free words."""

    INTAKE = "intake"
    LEGAL = "legal"
    PSYCHOLOGY = "psychology"
    MEDIATION = "mediation"
    ERRANDS = "errands"


CIRCLES = (Service.LEGAL, Service.PSYCHOLOGY)
"""The circles beside the appeals service: named on the lists residents see."""

SPOKEN = {
    "诉求受理": Service.INTAKE,
    "随手报": Service.INTAKE,
    "法律援助": Service.LEGAL,
    "法律咨询": Service.LEGAL,
    "公共法律服务": Service.LEGAL,
    "心理服务": Service.PSYCHOLOGY,
    "心理咨询": Service.PSYCHOLOGY,
    "心理疏导": Service.PSYCHOLOGY,
    "矛盾调解": Service.MEDIATION,
    "人民调解": Service.MEDIATION,
    "政务代办": Service.ERRANDS,
    "便民服务": Service.ERRANDS,
}
"""How tables and people write the services."""


class RoomKind(StrEnum):
    """One hall and five rooms; any other room is `other`."""

    RECEPTION = "reception"
    MEDIATION = "mediation"
    LEGAL = "legal"
    PSYCHOLOGY = "psychology"
    COMMAND = "command"
    CHILDREN = "children"
    OTHER = "other"


ROOM_SIGNS = (
    (RoomKind.RECEPTION, ("大厅", "接待", "前台")),
    (RoomKind.LEGAL, ("法律", "律师", "公证", "诉讼", "仲裁")),
    (RoomKind.PSYCHOLOGY, ("心理", "疏导", "宣泄")),
    (RoomKind.COMMAND, ("指挥", "研判", "会商")),
    (RoomKind.MEDIATION, ("调解",)),
    (RoomKind.CHILDREN, ("儿童", "母婴")),
)
"""What the name of a room says about its kind; the first that fits."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a point: `seats` is how many people it holds, None when nobody said."""

    kind: RoomKind
    name: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Shut:
    """From when to when a point is shut though its week says otherwise, and why."""

    starts_at: datetime
    ends_at: datetime
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Is a point open, until when, or when does it open next? `is_open` None: its hours are not known."""

    is_open: bool | None
    until: datetime | None = None
    opens_at: datetime | None = None
    shut: Shut | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The division a point serves, as a grant sees it."""

    area: str
