"""A report comes in, by any channel. Sending it twice makes one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import numbers
from commongrid.intake import queries, rules
from commongrid.intake.acts.core import SUBJECT, deadline, told_deadline
from commongrid.intake.acts.drafts import Draft, checked
from commongrid.intake.lifecycle import RECEIVING
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus

CODE_SIGNS = 6
TRIES = 5


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter gets. `code` proves later that it is theirs; it is given once and kept only as a digest."""

    report: Report
    code: str
    is_new: bool


def receive(draft: Draft, *, by: Actor, at: datetime) -> Receipt:
    """Take a report in; raises Refused with what is missing or wrong. A key seen before gives the first report."""
    require(by, RECEIVING.ability, EVERYTHING if by.kind != "staff" else _Anywhere(by.area))
    draft = checked(draft, at)
    place = queries.place(draft.lon, draft.lat, draft.area)
    report = _blank(draft, place, by, at)
    code = "".join(secrets.choice(numbers.SIGNS) for _ in range(CODE_SIGNS))
    report.code_hash = rules.code_hash(report.pk, code)
    data = {
        "channel": draft.channel,
        "area": report.area,
        "centre": report.centre_id,
        "matter": draft.matter_id,
        "photos": draft.photos,
        "located": report.lon is not None,
        **told_deadline({"due_at": report.due_at}),
    }
    day = timezone.localtime(at).date()
    for _ in range(TRIES):
        report.number = numbers.make(place.letters, day, secrets.randbelow(numbers.RANDOM_SPACE))
        entry = NewEntry(
            RECEIVING.kind, at, by.snapshot(), {**data, "number": report.number}, (place.why.as_json(),)
        )
        insert = Insert(Report, _columns(report), or_nothing=True)
        if journal.open_subject(SUBJECT, insert, entry, subject_id=report.pk, row=report):
            return Receipt(report, code, True)
        before = queries.by_key(draft.channel, draft.key)
        if before is not None:
            return Receipt(before, "", False)
    raise Refused("intake.no_number")


@dataclass(frozen=True, slots=True)
class _Anywhere:
    """Stands for the place of a report that is not there yet: staff may report from anywhere in their area."""

    area: str
    centre_id: int | None = None
    unit_ids: tuple[int, ...] = ()


def _blank(draft: Draft, place: queries.Place, by: Actor, at: datetime) -> Report:
    report_id = draft.id or uuid7(at)
    return Report(
        id=report_id,
        channel=draft.channel,
        source_key=draft.key,
        status=ReportStatus.RECEIVED,
        received_at=at,
        captured_at=draft.captured_at,
        moved_at=at,
        words=draft.words,
        person_id=draft.person_id,
        anonymous=draft.anonymous,
        reported_by_id=by.account_id,
        reported_by_name=by.name,
        language=draft.language,
        lon=draft.lon,
        lat=draft.lat,
        accuracy_m=draft.accuracy_m,
        address=draft.address,
        area=place.area,
        division_id=place.division_id,
        grid_id=place.grid_id,
        centre_id=place.centre_id,
        premises_id=draft.premises_id,
        matter_id=draft.matter_id,
        row_id=draft.row_id,
        suggestion=draft.suggestion,
        answers=draft.answers,
        photos=draft.photos,
        **deadline(rules.TRIAGE_LIMIT, at),
    )


def _columns(report: Report) -> dict[str, Any]:
    skipped = {"seq", "head", "words"}
    values = {
        meta.name: getattr(report, meta.attname)
        for meta in Report._meta.concrete_fields
        if meta.name not in skipped
    }
    return {**values, "words": sealed(Report, "words", report.pk, report.words)}
