"""Standards and assessments for the tests of this room."""

from __future__ import annotations

from uuid import uuid4

from commongrid.registry.points import queries as points
from commongrid.work.centres import acts, queries
from commongrid.work.centres.models import Assessment, Edition
from commongrid.work.centres.terms import Evidence, Met
from tests.cast import Town

HALL, CENTRE = "SP-449900101001", "SP-449900101"


def published(town: Town) -> Edition:
    return acts.publish(queries.proposed(), by=town.suqing, at=town.now, why="试行")


def begun(town: Town, code: str = CENTRE) -> Assessment:
    """The town's centre, or a community's hall, has begun to look at itself."""
    published(town)
    point = points.find(code)
    assert point is not None
    return acts.begin(point, by=town.zhoumin if code == CENTRE else town.huangweiming, at=town.now)


def filled(town: Town, code: str = CENTRE, met: Met = Met.YES) -> Assessment:
    """Everything is answered, with a photo wherever one is asked for."""
    found, by = begun(town, code), town.zhoumin if code == CENTRE else town.huangweiming
    items = queries.standard_of(found.edition).items
    asked = [item for item in items if item.evidence != Evidence.FACT]
    acts.fill(found, {item.code: (met, "写在制度里") for item in asked}, by=by, at=town.later(hours=1))
    for item in asked:
        if item.evidence == Evidence.PHOTO:
            acts.add_photos(found, item.code, [uuid4()], by=by, at=town.now)
    return found


def submitted(town: Town, code: str = CENTRE) -> Assessment:
    by = town.zhoumin if code == CENTRE else town.huangweiming
    return acts.submit(filled(town, code), by=by, at=town.later(hours=1))
