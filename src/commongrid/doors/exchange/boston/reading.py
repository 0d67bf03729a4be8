"""Boston's file of 311 requests as plain values. Pure; the order of its columns does not matter."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
"""The file's times are local and carry no zone; of an hour that comes twice in autumn the first is meant."""
NEVER = 2050
"""Targets of this year and later say that there is none (the file writes 2059)."""
DEFAULT_POINT = (-71.0587, 42.3594)
"""Where the file puts what it could not locate."""
COLUMNS = (
    "case_enquiry_id", "open_dt", "target_dt", "closed_dt", "ontime", "case_status", "case_title", "subject", "reason",
    "type", "queue", "department", "location", "neighborhood", "latitude", "longitude", "source",
)  # fmt: skip


class ColumnsMissingError(Exception):
    """Names the columns the file should have."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Moments are aware; `target` None: no limit; `said` is the file's word on being on time."""

    id: str
    opened: datetime
    target: datetime | None
    closed: datetime | None
    said: str
    title: str
    subject: str
    reason: str
    type: str
    queue: str
    department: str
    location: str
    neighborhood: str
    point: tuple[float, float] | None
    source: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be taken, and why."""

    id: str
    why: str


def read(path: Path) -> list[Request | Bad]:
    """Every row in order, the same id a second time being bad. Raises ColumnsMissingError, OSError, UnicodeError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            raise ColumnsMissingError(", ".join(missing))
        return list(_unlike(map(request, table)))


def _unlike(rows: Iterable[Request | Bad]) -> Iterator[Request | Bad]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen and isinstance(row, Request):
            yield Bad(row.id, "id repeated")
        else:
            seen.add(row.id)
            yield row


def request(row: Mapping[str, str | None]) -> Request | Bad:
    """One line of the file, or what is wrong with it."""
    told = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
    try:
        opened, target, closed = (_moment(told, name) for name in ("open_dt", "target_dt", "closed_dt"))
    except ValueError as fault:
        return Bad(told["case_enquiry_id"], str(fault))
    why = _fault(told, opened, closed)
    if why or opened is None:
        return Bad(told["case_enquiry_id"], why)
    return Request(
        id=told["case_enquiry_id"],
        opened=opened,
        target=target if target and target.year < NEVER else None,
        closed=closed,
        said=told["ontime"],
        title=told["case_title"],
        subject=told["subject"],
        reason=told["reason"],
        type=told["type"],
        queue=told["queue"],
        department=told["department"],
        location=told["location"],
        neighborhood=told["neighborhood"],
        point=_point(told["longitude"], told["latitude"]),
        source=told["source"],
    )


def _fault(told: Mapping[str, str], opened: datetime | None, closed: datetime | None) -> str:
    for name in ("case_enquiry_id", "type", "queue", "department"):
        if not told[name]:
            return f"{name} missing"
    if len(told["case_enquiry_id"]) > 64 or "\x00" in "".join(told.values()):
        return "unreadable"
    if opened is None:
        return "open_dt missing"
    if closed is None and told["case_status"].lower() == "closed":
        return "closed without closed_dt"
    if closed is not None and closed < opened:
        return "closed before opened"
    return ""


def _moment(told: Mapping[str, str], name: str) -> datetime | None:
    """An instant from local wall time, in UTC."""
    if not told[name]:
        return None
    try:
        local = datetime.fromisoformat(told[name])
    except ValueError:
        raise ValueError(f"{name} unreadable") from None
    return (local if local.tzinfo else local.replace(tzinfo=ZONE)).astimezone(UTC)


def _point(lon: str, lat: str) -> tuple[float, float] | None:
    try:
        point = (float(lon), float(lat))
    except ValueError:
        return None
    on_earth = -180 <= point[0] <= 180 and -90 <= point[1] <= 90
    return point if on_earth and point != DEFAULT_POINT else None


def end_of_observation(rows: Iterable[Request | Bad]) -> datetime | None:
    """The last thing the file knows of: what was still open then is judged as it stood at that moment."""
    moments = [at for row in rows if isinstance(row, Request) for at in (row.opened, row.closed) if at]
    return max(moments, default=None)
