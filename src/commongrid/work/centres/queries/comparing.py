"""Centres within reach with what stands of each, and how many of each level stand how: centres are counted, nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as register
from commongrid.work.centres import rules
from commongrid.work.centres.models import Assessment
from commongrid.work.centres.terms import ASSESSED, STANDING, Counted, Level

type Line = tuple[ServicePoint, Assessment | None]


def points(actor: Actor, area: str = "") -> list[Line]:
    """Every centre and hall within reach with its last grade (indexes places_servicepoint_area, centres_of_point)."""
    rows = register.within(area or actor.area).filter(kind__in=ASSESSED)[: register.MOST]
    known = [one for one in rows if one.division_id.startswith(actor.area)]
    graded = Assessment.objects.filter(access.within(actor, "centres.see"), state__in=STANDING)
    graded = (
        graded.filter(point__in=[one.pk for one in known]).order_by("point", "-graded_at").distinct("point")
    )
    last = {one.point_id: one for one in graded}
    return [(one, last.get(one.pk)) for one in known]


def by_level(lines: list[Line], today: date) -> list[Counted]:
    """How many centres of each level stand how on a day, from the lines of `points`."""
    counted = {level: Counted(level) for level in Level}
    for point, last in lines:
        level = rules.level_of(point.division_id)
        one = counted[level]
        name = how(last, today)
        counted[level] = replace(one, all=one.all + 1, **{name: getattr(one, name) + 1})
    return list(counted.values())


def how(last: Assessment | None, today: date) -> str:
    """`model`, `meets`, `not_yet`, `expired` or `never`."""
    if last is None:
        return "never"
    if last.valid_until is not None and last.valid_until < today:
        return "expired"
    return last.grade
