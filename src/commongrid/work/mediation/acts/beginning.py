"""A mediation begins: asked for, or sent on; the other side is asked; taken or not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused, Why
from commongrid.cases.models import Case
from commongrid.registry.people import acts as people
from commongrid.work.mediation import queries, rules
from commongrid.work.mediation.acts.core import carry_out, check, clock, tell_parties, tell_staff
from commongrid.work.mediation.models import Body, Mediation, Party
from commongrid.work.mediation.terms import (
    MEDIATION,
    Application,
    BodyKind,
    Consent,
    Declining,
    Named,
    Side,
    State,
)


@transaction.atomic
def apply(asked: Application, key: str, *, by: Actor, at: datetime) -> Mediation:
    """A dispute is brought to a body: by a party, at a counter, or sent on. The same key again gives the first one.

    A resident is the applicant and has thereby agreed; everybody else is asked. Refused: mediation.needs_two_sides,
    mediation.no_body, mediation.blank, people.…
    """
    if by.kind == "staff":
        require(by, "mediation.take", queries.Area(asked.area))
    return _begin(asked, key, by=by, at=at)


@transaction.atomic
def give_away(case: Case, asked: Application, key: str, *, by: Actor, at: datetime) -> Mediation:
    """The dispute behind a case goes to a body; whoever gives it away sees nothing of it afterwards."""
    require(by, "mediation.refer", case)
    return _begin(asked, key, by=by, at=at)


def _begin(asked: Application, key: str, *, by: Actor, at: datetime) -> Mediation:
    made = Mediation(id=rules.mediation_id(by.person_id or by.account_id, key))
    if known := Mediation.objects.filter(pk=made.pk).first():
        return known
    _check(asked)
    body = queries.body_for(asked.area, asked.body)
    row = _row(made, asked, body, at)
    told = {
        "number": row["number"],
        "mediation_origin": asked.origin.value,
        **({"case": asked.case} if asked.case else {}),
    }
    entry = NewEntry("mediation.applied", at, by.snapshot(), told)
    if not journal.open_subject(MEDIATION, Insert(Mediation, row), entry, subject_id=made.pk, row=made):
        raise Refused("mediation.outrun", number=row["number"])
    made.refresh_from_db()
    for nth, named in enumerate(asked.parties):
        _add(made, named, nth, by=by, at=at)
    tell_staff(made, "applied", made.heading_ids, at=at)
    return made


def _check(asked: Application) -> None:
    if not asked.summary.strip():
        raise Refused("mediation.blank", what="summary")
    sides = {named.side for named in asked.parties}
    if not {Side.APPLICANT, Side.RESPONDENT} <= sides or len(asked.parties) > rules.MOST_PARTIES:
        raise Refused("mediation.needs_two_sides", most=rules.MOST_PARTIES)


def _row(made: Mediation, asked: Application, body: Body, at: datetime) -> dict[str, Any]:
    course = asked.course or rules.course_for(BodyKind(body.kind), asked.origin, asked.topic)
    return {
        "id": made.pk,
        "number": rules.number(made.pk),
        "body": body.pk,
        "area": asked.area,
        "topic": asked.topic.value,
        "origin": asked.origin.value,
        "course": course.value,
        "case": asked.case,
        "number_in": asked.number_in,
        "summary": sealed(Mediation, "summary", made.pk, asked.summary.strip()),
        "claim": sealed(Mediation, "claim", made.pk, asked.claim.strip() or None),
        "state": State.APPLIED.value,
        "heading_ids": queries.heads_of([body.pk]),
        "asked_at": at,
    } | {"sitting_ids": [], "pauses": [], "steps": [], "ending": ""}


def _add(mediation: Mediation, named: Named, nth: int, *, by: Actor, at: datetime) -> None:
    """One party. Whoever asks themselves agrees by asking."""
    pk = rules.part_id(mediation.pk, f"party-{nth}")
    person = named.person or people.remember(phone=named.phone, name=named.name, at=at).pk
    if Party.objects.filter(mediation=mediation, person=person).exists():
        raise Refused("mediation.same_twice")
    asks = by.person_id == str(person)
    row = Party(
        id=pk, mediation=mediation, side=named.side.value, person_id=person,
        consent=(Consent.YES if asks else Consent.ASKED).value, consent_at=at if asks else None,
        consent_by="party" if asks else "",
    )  # fmt: skip
    row.organisation = named.organisation or None
    row.save(force_insert=True)


@transaction.atomic
def offer(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The body asks every party whether they want it (人民调解法 17); whoever has not agreed yet is told by message."""
    act = check(mediation, "offer", by=by, at=at)
    carry_out(mediation, act, by=by, at=at)
    tell_parties(mediation, "offered", mediation.parties.filter(consent=Consent.ASKED), at=at)


@transaction.atomic
def decline(mediation: Mediation, reason: str, *, by: Actor, at: datetime) -> None:
    """The body does not take it; the parties are told why."""
    act = check(mediation, "decline", by=by, at=at)
    if reason not in set(Declining):
        raise Refused("mediation.no_reason")
    whys = (Why("mediation.because", {"mediation_declining": reason}),)
    carry_out(mediation, act, by=by, at=at, changes={"ending": ""}, told={"reason": reason}, whys=whys)
    tell_parties(mediation, "declined", mediation.parties.all(), at=at)


@transaction.atomic
def accept(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The body takes it: everybody has said yes, and the clock runs. Refused: mediation.barred, mediation.consent_missing."""
    act = check(mediation, "accept", by=by, at=at)
    verdict = rules.may_begin(list(mediation.parties.values_list("consent", flat=True)))
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    since = mediation.asked_at if mediation.course in rules.FROM_ASKING else at
    changes = {"accepted_at": at, **clock(mediation, (), since=since)}
    carry_out(mediation, act, by=by, at=at, changes=changes)
    tell_parties(mediation, "accepted", mediation.parties.all(), at=at)
