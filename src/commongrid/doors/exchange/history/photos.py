"""Pictures for a share of the made-up reports and cases, stored as any photo is."""

from __future__ import annotations

from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.files import queries as stored
from commongrid.base.files.terms import Stage
from commongrid.cases.models import Case
from commongrid.doors.exchange.history import drawing, words
from commongrid.doors.exchange.history.life import Life
from commongrid.intake import queries
from commongrid.intake.models import Report


def wanted(life: Life) -> bool:
    """Does this life have pictures?"""
    return life.with_photos and bool(words.drawing(life.item.code))


def before(life: Life, report: Report) -> None:
    """What the reporter took."""
    by = queries.reporter(life.person, [report])
    _take(life, f"report:{report.pk}", Stage.REPORT, by, mended=False)


def after(life: Life, case: Case, by: Actor) -> int:
    """What the handler took when it was done; how many."""
    if not wanted(life):
        return 0
    _take(life, f"case:{case.pk}", Stage.AFTER, by, mended=True)
    return 1


def both(life: Life, report_id: UUID, by: Actor) -> None:
    """What a grid worker took before and after mending it on the spot."""
    if wanted(life):
        _take(life, f"report:{report_id}", Stage.BEFORE, by, mended=False)
        _take(life, f"report:{report_id}", Stage.AFTER, by, mended=True)


def _take(life: Life, owner: str, stage: Stage, by: Actor, *, mended: bool) -> None:
    variant = life.plot.number % drawing.VARIANTS
    data = drawing.picture(words.drawing(life.item.code), variant, mended)
    files.take_in(data, owner=owner, stage=stage, by=by, at=life.at)


def publish(life: Life, case: Case) -> None:
    """A dispatcher has looked at the pictures of a public case: everybody may see them."""
    if not (wanted(life) and case.is_public):
        return
    by = life.company.dispatcher(case.centre_id, life.rng)
    owners = [f"case:{case.pk}", *(f"report:{report.pk}" for report in life.reports)]
    for photo in stored.photos(owners):
        files.approve(photo.pk, version=photo.version, about=case, by=by, at=life.at)
