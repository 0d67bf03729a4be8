"""What is taken down at a counter: a report with its person, a group with its representatives, photos from their phone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.points.terms import Ground
from commongrid.work.reception import queries, rules
from commongrid.work.reception.acts.tickets import SERVE
from commongrid.work.reception.models import Group, Representative, Sitting
from commongrid.work.reception.terms import LASTS, Many

GROUP = "counter"


def begin(sitting_id: UUID, area: str, *, by: Actor, at: datetime) -> Sitting:
    """Open the page for photos of a form at the counter, for half an hour; `sitting_id` is the id its report will have.

    The same form asks again and gets the same page. Refused: reception.was_sent when its report is there already.
    """
    require(by, SERVE, Ground(area))
    account_id = by.account_id or 0
    known = queries.sitting(sitting_id, account_id)
    if known is not None and known.expires_at > at:
        return known
    if (
        known is not None
        or Sitting.objects.filter(pk=sitting_id).exists()
        or Report.objects.filter(pk=sitting_id).exists()
    ):
        raise Refused("reception.was_sent")
    return Sitting.objects.create(
        id=sitting_id,
        token=secrets.token_urlsafe(12),
        account_id=account_id,
        begun_at=at,
        expires_at=at + LASTS,
    )


def take_down(
    draft: intake.Draft,
    *,
    name: str = "",
    phone: str = "",
    many: Many | None = None,
    twin: Case | None = None,
    by: Actor,
    at: datetime,
) -> intake.Receipt:
    """A report for whoever stands at the counter; with `many` it is a group's, with `twin` it follows that case.

    All or nothing; the same key again gives the first report. Refused with what is wrong with the group, a number or the draft.
    """
    require(by, SERVE, Ground(by.area))
    if many is not None and not (verdict := rules.is_group(many)).answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    with transaction.atomic():
        spoken_for = (
            [people.remember(phone=one.phone, name=one.name, at=at).pk for one in many.representatives]
            if many
            else []
        )
        person = people.remember(phone=phone, name=name, at=at).pk if phone else next(iter(spoken_for), None)
        photos = files.count(f"report:{draft.id}")
        receipt = intake.receive(replace(draft, person_id=person, photos=photos), by=by, at=at)
        if receipt.is_new:
            if many is not None:
                _note_group(receipt.report, many, spoken_for, at=at)
            told = {
                "number": receipt.report.number,
                "count": many.count if many else 1,
                "representatives": len(spoken_for),
            }
            journal.note(
                GROUP, str(receipt.report.pk), NewEntry("counter.taken_down", at, by.snapshot(), told)
            )
            if twin is not None:
                intake.follow(receipt.report, twin, by=by, at=at)
    return receipt


def _note_group(report: Report, many: Many, spoken_for: list[UUID], *, at: datetime) -> None:
    roll = people.keep_roll(many.names, at=at) if many.names else None
    group = Group.objects.create(report=report, count=many.count, roll=roll)
    Representative.objects.bulk_create(
        [Representative(group=group, person_id=pk) for pk in dict.fromkeys(spoken_for)]
    )


def read_names(report: Report, *, by: Actor, at: datetime, why: str) -> list[str]:
    """The names of the others of a group, after the look is logged. Refused: privacy.reason_too_short, reception.no_names."""
    group = queries.group_of(report.pk)
    if group is None or group.roll_id is None:
        raise Refused("reception.no_names")
    return people.read_roll(group.roll_id, about=report, context=f"report:{report.pk}", by=by, at=at, why=why)


def forget_sittings(before: datetime, *, at: datetime) -> int:
    """Delete forms of the counter whose page for photos closed before this moment."""
    gone, _ = Sitting.objects.filter(expires_at__lt=before).delete()
    return gone
