"""Redrawing grids: checked whole, then old rows end and new ones begin, with what became of what; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.places.acts import fitting, succession
from commongrid.registry.places.acts.keeping import drawing_of, new, today, told
from commongrid.registry.places.acts.outlines import DRAWN, drawn_from_grids
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Became, Division, Grid, Redraw
from commongrid.registry.places.redrawing import Drawing
from commongrid.registry.places.terms import Fault, RedrawState

ADMIN = "admin.registry"


@transaction.atomic
def redraw(drawing: Drawing, *, by: Actor, at: datetime, why: str, key: str) -> Redraw:
    """Do it now: rows that end keep their cases, new ones begin today. The same key again changes nothing.

    Refused with the first fault of `fitting.checked`; Outrun when somebody was faster.
    """
    require(by, ADMIN, EVERYTHING)
    known = Redraw.objects.filter(key=key).first()
    return known or _write(new(drawing, today(at), by=by, at=at, why=why, key=key), drawing, by=by, at=at)


@transaction.atomic
def plan(drawing: Drawing, on: date, *, by: Actor, at: datetime, why: str, key: str) -> Redraw:
    """Keep a redrawing for a day ahead; until then nothing changes. It is checked now and again on its day."""
    require(by, ADMIN, EVERYTHING)
    known = Redraw.objects.filter(key=key).first()
    if known is not None:
        return known
    _demand(fitting.checked(drawing)[1])
    kept = new(drawing, on, by=by, at=at, why=why, key=key)
    kept.save()
    entry = {**told(kept), "on": on.isoformat()}
    move_map("places.redraw_planned", entry, by=by, at=at, why=why)
    return kept


@transaction.atomic
def carry_out(kept: Redraw, *, by: Actor, at: datetime) -> Redraw:
    """Its day has come: do a planned one. Refused as `redraw` is."""
    require(by, ADMIN, EVERYTHING)
    kept.effective_on = today(at)
    return _write(kept, drawing_of(kept), by=by, at=at)


@transaction.atomic
def drop(kept: Redraw, *, by: Actor, at: datetime, why: str) -> None:
    """Call a planned one off."""
    require(by, ADMIN, EVERYTHING)
    _move(kept, RedrawState.PLANNED, RedrawState.DROPPED)
    move_map("places.redraw_dropped", told(kept), by=by, at=at, why=why)


@transaction.atomic
def refuse(kept: Redraw, refused: Refused, *, by: Actor, at: datetime) -> None:
    """On its day it could not be done: why is kept for the page."""
    require(by, ADMIN, EVERYTHING)
    _move(kept, RedrawState.PLANNED, RedrawState.REFUSED, fault=refused.why.as_json())
    move_map("places.redraw_dropped", told(kept), by=by, at=at, why="")


@transaction.atomic
def note_staff(kept: Redraw, staff: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Remember which posts were given and ended with it, for taking it back."""
    require(by, ADMIN, EVERYTHING)
    kept.staff = dict(staff)
    kept.save(update_fields=["staff"])


@transaction.atomic
def undo(kept: Redraw, *, by: Actor, at: datetime, why: str) -> None:
    """Take it back: the old rows stand again. Refused once a report or case came in one of the new grids, or one was redrawn."""
    require(by, ADMIN, EVERYTHING)
    _move(kept, RedrawState.DONE, RedrawState.UNDONE)
    made = list(Grid.objects.filter(pk__in=kept.drawn["made"]))
    if len(made) != len(kept.drawn["made"]) or any(grid.valid_to is not None for grid in made):
        raise Refused("places.redrawn_since")
    Became.objects.filter(redraw=kept).delete()
    try:
        Grid.objects.filter(pk__in=kept.drawn["made"]).delete()
    except ProtectedError as held:
        raise Refused("places.used_since") from held
    Grid.objects.filter(pk__in=kept.drawn["before"]).update(valid_to=None)
    _redraw_outlines(kept.community_id)
    move_map("places.redraw_undone", told(kept), by=by, at=at, why=why)


def _write(kept: Redraw, drawing: Drawing, *, by: Actor, at: datetime) -> Redraw:
    fit, faults = fitting.checked(drawing)
    _demand(faults)
    since = kept.effective_on
    leaving = list(Grid.objects.select_for_update().filter(pk__in=drawing.before, valid_to=None))
    if len(leaving) != len(drawing.before):
        raise Outrun("places.redrawn_meanwhile")
    if any(grid.valid_from > since for grid in leaving):
        raise Refused("places.begins_later")
    Grid.objects.filter(pk__in=drawing.before).update(valid_to=since)
    schematic = any(grid.schematic for grid in leaving)
    made = Grid.objects.bulk_create([succession.row(piece, since, schematic) for piece in fit.after])
    kept.state, kept.done_at = RedrawState.DONE, at
    kept.drawn = {**kept.drawn, "made": [grid.pk for grid in made]}
    kept.save()
    beneath = [] if made else succession.beneath(leaving)
    Became.objects.bulk_create(succession.lineage(kept, leaving, [*made, *beneath]))
    _redraw_outlines(kept.community_id)
    move_map("places.grids_redrawn", told(kept), by=by, at=at, why=kept.why)
    return kept


def _redraw_outlines(community: str) -> None:
    Division.objects.bulk_update(drawn_from_grids([community]), DRAWN, batch_size=200)


def _demand(faults: Sequence[Fault]) -> None:
    if faults:
        raise Refused(faults[0].why.key, **faults[0].why.facts)


def _move(kept: Redraw, expected: RedrawState, state: RedrawState, **more: Any) -> None:
    if not Redraw.objects.filter(pk=kept.pk, state=expected).update(state=state, **more):
        raise Outrun("places.redraw_moved")
    kept.state = state
