"""A ticket of theirs becomes a report of ours, once; what cannot be one is kept with its reason."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.files import acts as files
from commongrid.base.files.terms import Stage
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused, Why
from commongrid.intake import acts as intake
from commongrid.intake import alike, suggestion
from commongrid.intake import rules as intake_rules
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.people import acts as people
from commongrid.registry.places import queries as places
from commongrid.registry.statutes import queries as statutes
from commongrid.work.lines import queries, rules
from commongrid.work.lines.acts.receipts import owe
from commongrid.work.lines.models import Line, Ticket
from commongrid.work.lines.terms import ReceiptKind, Told

UNKEEPABLE = (DataError, IntegrityError, UnicodeError)
"""What the database says of a row it cannot keep. A lost connection is none of these: then the whole round is tried again."""
SPACE = uuid.UUID("5f2d9a6e-6a1b-5b0f-9d2b-7e0c52c1a4d3")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a ticket; `is_new`: it became a report just now."""

    ticket: Ticket
    is_new: bool


def take_in(line: Line, told: Told, *, by: Actor, at: datetime) -> Taken:
    """Take one ticket in and owe the line an answer. The same number again gives what it became the first time;
    one that was refused is tried anew. Nothing is raised for a bad ticket: it stands in the ledger with its reason."""
    require(by, "lines.keep", queries.ground())
    with transaction.atomic():
        ticket = _claimed(line, told, at)
        if ticket.report_id is not None:
            return Taken(ticket, False)
        try:
            with transaction.atomic():
                report = _received(line, told, by, at)
                return Taken(_accepted(line, ticket, report, by, at), True)
        except Refused as refused:
            return Taken(_refused(ticket, told, refused.why, at), False)
        except UNKEEPABLE as fault:
            # Of this ticket alone: the savepoint is rolled back, and the round goes on with the next.
            why = Why("lines.not_kept", {"fault": type(fault).__name__})
            return Taken(_refused(ticket, told, why, at), False)


def _claimed(line: Line, told: Told, at: datetime) -> Ticket:
    digest = hashlib.sha256(told.raw.encode(errors="surrogatepass")).digest()
    fresh = Ticket(id=uuid7(at), line=line, their_id=told.their_id, digest=digest, first_at=at, last_at=at)
    Ticket.objects.bulk_create([fresh], ignore_conflicts=True)
    ticket = Ticket.objects.select_for_update(of=("self",)).get(line=line, their_id=told.their_id)
    if ticket.pk != fresh.pk:
        ticket.times, ticket.last_at = ticket.times + 1, at
        ticket.changed = ticket.changed or bytes(ticket.digest) != digest
        ticket.save(update_fields=["times", "last_at", "changed"])
    return ticket


def _received(line: Line, told: Told, by: Actor, at: datetime) -> Report:
    if told.fault is not None:
        raise Refused(told.fault.key, **told.fault.facts)
    key = f"line-{line.pk}-{told.their_id}"
    report_id = uuid.uuid5(SPACE, key)
    words = rules.shortened(told.words, intake_rules.MOST_WORDS)
    found = suggestion.suggest(words).answer if words else ()
    item = matters.edition(told.matter) if told.matter else None
    pointed = {"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]}
    draft = intake.Draft(
        channel=line.channel,
        key=key if len(key) <= 80 else f"line-{hashlib.sha256(key.encode()).hexdigest()}",
        id=report_id,
        words=words,
        lon=told.lon,
        lat=told.lat,
        area=_area(told),
        address=told.address,
        matter_id=item.matter_id if item else None,
        suggestion=pointed if found else {},
        person_id=_person(told, at),
        captured_at=told.captured_at,
        photos=_photos(told.photos, report_id, by, at),
    )
    return intake.receive(draft, by=by, at=at).report


def _person(told: Told, at: datetime) -> uuid.UUID | None:
    """Whoever asked, where a number or an address came along that we can write to; a wrong one stops no ticket."""
    for contact in ({"phone": told.phone}, {"email": told.email}):
        try:
            if any(contact.values()):
                return people.remember(at=at, **contact).pk
        except Refused:
            continue
    return None


def _area(told: Told) -> str:
    """The code they gave where it is one of ours, else the place named in address or words."""
    if told.area and places.division(told.area):
        return told.area
    return places.locate_text(f"{told.area} {told.address} {told.words}").code or ""


def _photos(sent: Sequence[bytes], report_id: uuid.UUID, by: Actor, at: datetime) -> int:
    """How many could be kept: each is rendered anew; one that is none does not stop the others."""
    kept = 0
    for data in sent[: intake_rules.MOST_PHOTOS]:
        try:
            with transaction.atomic():
                files.take_in(data, owner=f"report:{report_id}", stage=Stage.REPORT, by=by, at=at)
        except Refused:
            continue
        kept += 1
    return kept


def _refused(ticket: Ticket, told: Told, why: Why, at: datetime) -> Ticket:
    before, ticket.refused = ticket.refused, why.as_json()
    # Half signs that no text can hold are written out, so that what came can still be read.
    raw = sealed(Ticket, "raw", ticket.pk, told.raw.encode(errors="backslashreplace").decode())
    Ticket.objects.filter(pk=ticket.pk).update(refused=ticket.refused, raw=raw, digest=ticket.digest)
    if before != ticket.refused:
        owe(ticket, ReceiptKind.REFUSED, f"refused-{ticket.times}", {"why": ticket.refused}, at=at)
    return ticket


def _accepted(line: Line, ticket: Ticket, report: Report, by: Actor, at: datetime) -> Ticket:
    joined = _join(line, report, by, at)
    ticket.report, ticket.joined, ticket.answer_by, ticket.refused = (
        report,
        joined,
        _answer_by(line, at),
        None,
    )
    Ticket.objects.filter(pk=ticket.pk).update(
        report=report, joined=joined, answer_by=ticket.answer_by, refused=None, raw=None
    )
    owe(ticket, ReceiptKind.ACCEPTED, "accepted", {"joined": joined}, at=at)
    return ticket


def _answer_by(line: Line, at: datetime) -> datetime | None:
    if line.answer_rule:
        return statutes.term(line.answer_rule, at).at
    if line.answer_days is None:
        return None
    limit = Limit(line.answer_days, Unit.WORKING_DAYS)
    return calendar_rules.deadline(calendars.calendar(), at, limit).at


def _join(line: Line, report: Report, by: Actor, at: datetime) -> bool:
    """Let the report follow the open case it is as good as surely about; otherwise a dispatcher is shown it."""
    seen = alike.of_report(report)
    if not seen.items:
        pointed = [one["code"] for one in report.suggestion.get("matters", ())[:1]]
        seen = replace(seen, items=tuple(matters.edition(code) for code in pointed))
    for one in alike.find(seen, at, limit=1):
        may = rules.may_join(one.share, line_joins=line.joins, is_public=not one.case.confidential)
        if not may.answer:
            return False
        try:
            with transaction.atomic():
                intake.follow(report, one.case, by=by, at=at, why=(*may.why, *one.why))
        except Refused:
            return False  # it was closed in the same moment: a dispatcher decides
        return True
    return False


def expire_refused(before: datetime, *, at: datetime) -> int:
    """Erase what refused tickets said; number and reason stay (index lines_ticket_refused)."""
    old = Ticket.objects.filter(report=None, last_at__lt=before, raw__isnull=False)
    return old.update(raw=None)
