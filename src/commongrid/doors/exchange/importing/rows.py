"""One row of the file as a case, or what is wrong with it in plain words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from commongrid.doors.exchange.importing.maps import FileMap
from commongrid.doors.exchange.importing.tables import Line

EARLIEST = 1990
SAYS = {"open", "closed", "void"}


class RowFault(Exception):
    """Why a row is rejected."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds. `status` is open, closed or void; `ended` is None for an open one; the rest as in the file."""

    line: Line
    id: str
    opened: datetime
    ended: datetime | None
    target: datetime | None
    status: str
    title: str
    matter: str
    group: str
    unit: str
    department: str
    channel: str
    point: tuple[float, float] | None
    address: str
    area: str
    reason: str


def found(line: Line, how: FileMap, now: datetime) -> Found:
    """Raises RowFault."""
    if line.fault:
        raise RowFault(line.fault)
    cells = _Cells(line.cells, how)
    opened, closed, target = cells.moment("opened"), cells.moment("closed"), cells.moment("target")
    if not cells.text("id"):
        raise RowFault(f"{how.columns['id']} is empty")
    if opened is None:
        raise RowFault(f"{how.columns['opened']} is empty")
    status = _status(cells.text("status"), closed, how)
    ended = None if status == "open" else closed or opened
    _check_order(opened, ended, now)
    title = cells.text("title")
    return Found(
        line, cells.text("id"), opened, ended, target if target and target.year < how.never_from else None, status,
        title, cells.text("matter"), cells.text("class"), cells.text("unit"), cells.text("department"), cells.text("channel"),
        cells.point(), cells.text("address"), cells.text("area"), cells.text("reason")[:1000],
    )  # fmt: skip


def _status(told: str, closed: datetime | None, how: FileMap) -> str:
    if "status" not in how.columns:
        return "closed" if closed else "open"
    status = how.statuses.get(told.lower(), "")
    if status not in SAYS:
        raise RowFault(f"the map does not know the status {told!r}")
    if status == "closed" and closed is None:
        raise RowFault("closed, and no time of closing")
    return status


def _check_order(opened: datetime, ended: datetime | None, now: datetime) -> None:
    if opened.year < EARLIEST:
        raise RowFault(f"opened before {EARLIEST}")
    if opened > now or (ended and ended > now):
        raise RowFault("lies in the future")
    if ended and ended < opened:
        raise RowFault("closed before it was opened")


class _Cells:
    """Cells by our own names, tidied."""

    def __init__(self, cells: Mapping[str, str], how: FileMap) -> None:
        self._cells, self._how = cells, how

    def text(self, name: str) -> str:
        return " ".join(self._cells.get(self._how.columns.get(name, ""), "").split())

    def moment(self, name: str) -> datetime | None:
        told = self.text(name)
        if not told:
            return None
        for read in _readers(self._how):
            try:
                at = read(told)
            except ValueError:
                continue
            return (at if at.tzinfo else at.replace(tzinfo=self._how.zone)).astimezone(UTC)
        raise RowFault(f"{self._how.columns[name]} is no time: {told[:40]!r}")

    def point(self) -> tuple[float, float] | None:
        """WGS 84; None where the file has none, or the one it puts what it could not locate."""
        lon, lat = self.text("lon"), self.text("lat")
        if not lon or not lat:
            return None
        try:
            at = (float(lon), float(lat))
        except ValueError:
            raise RowFault(f"no position: {lon[:20]!r}, {lat[:20]!r}") from None
        if not (-180 <= at[0] <= 180 and -90 <= at[1] <= 90):
            raise RowFault(f"not on earth: {lon[:20]}, {lat[:20]}")
        return None if at in self._how.nowhere or at == (0.0, 0.0) else at


def _readers(how: FileMap) -> list[Callable[[str], datetime]]:
    return [datetime.fromisoformat, *(partial(_read, form) for form in how.formats)]


def _read(form: str, told: str) -> datetime:
    """A wall time without a zone is meant: the map names the zone."""
    return datetime.strptime(told, form)  # noqa: DTZ007
