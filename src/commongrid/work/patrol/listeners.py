"""What patrol does when something happened elsewhere: an inspection is a visit, a place came or changed, a pack was loaded."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal.terms import Recorded
from commongrid.registry.packs import queries as packs
from commongrid.work.patrol import acts, adopting


def on_inspection(entry: Recorded) -> None:
    """Somebody looked at a place by a checklist: that is a visit too, and what was found may be asked for."""
    code, on = str(entry.data["code"]), _day(entry)
    acts.looked_at(code, int(entry.data["gaps"]), on, at=entry.at)
    acts.visited(code, on, at=entry.at)


def on_place(entry: Recorded) -> None:
    """A place was added, moved, changed, closed or merged."""
    acts.place_changed(UUID(entry.subject_id), _day(entry), at=entry.at)


def on_ground(entry: Recorded) -> None:
    """Many places or grids changed at once: they are laid out anew in the background."""
    acts.lay_out_later()


def on_pack(entry: Recorded) -> None:
    """A pack was loaded: demands it ships and nobody has set yet are taken over."""
    pack = packs.pack()
    if pack is not None:
        acts.adopt(
            adopting.demands_of(pack.name, pack.city_code, _day(entry)),
            f"pack:{pack.name}",
            by=SYSTEM,
            at=entry.at,
            today=_day(entry),
        )


def _day(entry: Recorded) -> date:
    return entry.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
