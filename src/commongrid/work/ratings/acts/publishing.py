"""New criteria: an edition of a scheme, written once; ratings keep the one they were judged by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.work.ratings import judging, stored
from commongrid.work.ratings.models import Edition
from commongrid.work.ratings.terms import CRITERIA, Criteria


@transaction.atomic
def publish_criteria(
    given: Iterable[Criteria],
    *,
    by: Actor,
    at: datetime,
    why: str,
    begins: datetime | None = None,
    after: int | None = None,
) -> list[Edition]:
    """A new edition for each scheme that asks something else than now. Refused with the first flaw; then nothing changed.

    It holds from `begins`, at the earliest now and not before the edition it follows. `after`: the number the writer
    saw; Outrun when somebody has published another since.
    """
    require(by, "admin.catalogue", EVERYTHING)
    begins = max(begins or at, at)
    made = []
    for each in given:
        for flaw in judging.flaws(each):
            raise Refused(flaw.key, **flaw.facts)
        told = [stored.as_json(one) for one in each.criteria]
        last = Edition.objects.select_for_update().filter(scheme=each.scheme).order_by("-number").first()
        if last and (last.criteria, last.share, last.months) == (told, each.share, each.months):
            continue
        if after is not None and last and last.number != after:
            raise Outrun("ratings.criteria_outrun", number=last.number)
        if last and begins < last.valid_from:
            raise Refused("ratings.begins_earlier", number=last.number, day=_day(last.valid_from))
        number = last.number + 1 if last else 1
        made.append(
            Edition.objects.create(
                scheme=each.scheme, number=number, valid_from=begins, criteria=told, share=each.share,
                months=each.months, why=why,
            )
        )  # fmt: skip
        data = {
            "scheme": each.scheme.value,
            "number": number,
            "criteria": len(told),
            "begins": _day(begins),
            "why": why,
        }
        entry = NewEntry("rating.criteria_published", at, by.snapshot(), data)
        journal.note(CRITERIA, each.scheme.value, entry)
    return made


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()
