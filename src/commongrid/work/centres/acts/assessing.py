"""The centre looks at itself: begin, fill in, add photos, hand in, appeal, drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert, Update
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points.terms import Ground
from commongrid.work.centres import queries, rules
from commongrid.work.centres.acts.core import check, held_to, move, said
from commongrid.work.centres.lifecycle import ASSESS
from commongrid.work.centres.models import Assessment, Finding
from commongrid.work.centres.terms import ASSESSED, ASSESSMENT, OPEN, Evidence, Item, Met, State

type Answers = Mapping[str, tuple[Met | None, str]]
"""By an item's code: is it met (None: not answered yet), and the words for it."""


def begin(point: ServicePoint, *, by: Actor, at: datetime) -> Assessment:
    """A centre begins to look at itself by the standard in force; while one is open, that one.

    Refused: centres.no_standard, centres.not_assessed (a kind of point that is not held to it).
    """
    require(by, ASSESS, Ground(point.division_id))
    edition = queries.last()
    if edition is None:
        raise Refused("centres.no_standard")
    if point.kind not in ASSESSED or not point.active:
        raise Refused("centres.not_assessed")
    if before := _open_one(point):
        return before
    key = uuid7(at)
    row = {
        "id": key, "point": point.pk, "edition": edition.pk, "area": point.division_id, "state": str(State.DRAFT),
        "begun_at": at, "submitted_at": None, "submitted_by": None, "note": "", "graded_at": None, "graded_by": None,
        "graded_unit": "", "on_the_spot": False, "score": None, "grade": "", "valid_until": None, "appeal": "",
        "appeal_answer": "",
    }  # fmt: skip
    blank = {"own": "", "words": "", "found": "", "why": "", "photos": []}
    items = queries.standard_of(edition).items
    rows = [Insert(Finding, {"id": uuid7(at), "assessment": key, "code": one.code, **blank}) for one in items]
    told = {"point": point.pk, "point_name": point.name, "area": point.division_id}
    entry = NewEntry("centre.begun", at, by.snapshot(), told)
    journal.open_subject(
        ASSESSMENT, Insert(Assessment, row, or_nothing=True), entry, subject_id=key, then=rows
    )
    made = queries.find(key) or _open_one(point)
    if made is None:
        raise Refused("centres.outrun")
    return made


def _open_one(point: ServicePoint) -> Assessment | None:
    found = Assessment.objects.filter(point=point.pk, state__in=OPEN).values_list("pk", flat=True).first()
    return queries.find(found) if found else None


def fill(found: Assessment, answers: Answers, *, by: Actor, at: datetime) -> Assessment:
    """Keep what is filled in so far; nothing has to be whole yet."""
    act = check(found, "fill", by=by)
    then = [
        Update(
            Finding,
            {"assessment": found.pk, "code": code},
            {"own": str(own) if own else "", "words": words.strip()[:500]},
        )
        for code, (own, words) in answers.items()
        if code in _asked(found)
    ]
    return move(found, act, by=by, at=at, then=then)


def _asked(found: Assessment) -> dict[str, Item]:
    """The items a centre answers itself; the rest is looked up."""
    items = queries.standard_of(found.edition).items
    return {one.code: one for one in items if one.evidence != Evidence.FACT}


def add_photos(
    found: Assessment, code: str, photos: Sequence[UUID], *, by: Actor, at: datetime
) -> Assessment:
    """Photos that show one item; `photos` are their ids, stored before this."""
    act = check(found, "fill", by=by)
    one = queries.findings(found)[code]
    kept = list(dict.fromkeys([*one.photos, *photos]))
    then = [Update(Finding, {"id": one.pk}, {"photos": kept})]
    return move(found, act, by=by, at=at, told={"item": code, "photos": len(kept)}, then=then)


def submit(found: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Hand it in to the level above. Refused with the first item that lacks its answer, words or photo."""
    act = check(found, "submit", by=by)
    judged = queries.judged(queries.findings(found).values())
    held_to(rules.can_be_submitted(queries.standard_of(found.edition).items, judged))
    facts = queries.facts_of(found.point)
    then = [
        Update(
            Finding,
            {"assessment": found.pk, "code": one.code},
            {"own": str(Met.YES if facts[one.fact] else Met.NO)},
        )
        for one in queries.standard_of(found.edition).items
        if one.evidence == Evidence.FACT
    ]
    changes = {"submitted_at": at, "submitted_by": by.account_id, "note": ""}
    return move(found, act, by=by, at=at, changes=changes, then=then)


def drop(found: Assessment, *, by: Actor, at: datetime) -> Assessment:
    """Leave a draft; the grade that stood before goes on standing."""
    return move(found, check(found, "drop", by=by), by=by, at=at)


def appeal(found: Assessment, words: str, *, by: Actor, at: datetime) -> Assessment:
    """Once, within the days told: another person than who graded answers."""
    act = check(found, "appeal", by=by)
    held_to(rules.may_appeal(found.graded_at or at, at, again=bool(found.appeal)))
    return move(found, act, by=by, at=at, changes={"appeal": said(words)[:1000]})
