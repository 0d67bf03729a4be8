"""A redrawing as it is kept, and as the journal tells it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from commongrid.base.access.terms import Actor
from commongrid.registry.places.models import Grid, Redraw
from commongrid.registry.places.reading import Shape, as_geojson, from_geojson
from commongrid.registry.places.redrawing import Drawing, RedrawKind
from commongrid.registry.places.terms import RedrawState


def new(drawing: Drawing, on: date, *, by: Actor, at: datetime, why: str, key: str) -> Redraw:
    """A redrawing that is not done yet; not saved."""
    before = list(Grid.objects.filter(pk__in=drawing.before).order_by("code").values("code", "name"))
    drawn = {
        "before": list(drawing.before),
        "was": before,
        "after": [
            {"code": one.code, "name": one.name, "kind": one.kind, "geometry": as_geojson(one.area)}
            for one in drawing.after
        ],
    }
    return Redraw(
        key=key,
        kind=drawing.kind,
        state=RedrawState.PLANNED,
        community_id=drawing.community,
        asked_at=at,
        effective_on=on,
        drawn=drawn,
        post_id=by.post_id,
        why=why,
    )


def drawing_of(kept: Redraw) -> Drawing:
    """The drawing a redrawing was kept with."""
    shapes = [
        Shape(told["code"], told["name"], told["kind"], from_geojson(told["geometry"]))
        for told in kept.drawn["after"]
    ]
    return Drawing(RedrawKind(kept.kind), kept.community_id, tuple(kept.drawn["before"]), tuple(shapes))


def today(at: datetime) -> date:
    """The day in the city."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def told(kept: Redraw) -> dict[str, Any]:
    """What the journal keeps: names for the sentence, codes of what ended and what began, and the redrawing's id."""
    was, now = kept.drawn["was"], kept.drawn["after"]
    return {
        "redraw": kept.pk,
        "redraw_how": kept.kind,
        "before": "、".join(one["name"] for one in was) or "–",
        "after": "、".join(one["name"] for one in now) or "–",
        "closed": [one["code"] for one in was],
        "opened": [one["code"] for one in now],
    }
