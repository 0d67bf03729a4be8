"""What a party does: says yes or no, chooses a mediator, names who stands for them, stops, takes the request back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.people import acts as people
from commongrid.work.mediation import choosing
from commongrid.work.mediation.acts.core import carry_out, check, is_own, tell_parties, tell_staff
from commongrid.work.mediation.models import Mediation, Mediator, Party
from commongrid.work.mediation.terms import Consent, Ending, Scope, Side


@transaction.atomic
def consent(
    mediation: Mediation, party: Party, *, online: bool, recording: bool, by: Actor, at: datetime
) -> None:
    """Yes to mediating, and, each for itself, to a link and to being recorded. At the counter staff note what was said."""
    act = check(mediation, "consent", by=by, at=at, party=party)
    _mark(party, Consent.YES, by, at)
    party.online, party.recording = online, recording
    party.save(update_fields=["consent", "consent_at", "consent_by", "online", "recording"])
    carry_out(mediation, act, by=by, at=at, told={"consent_by": party.consent_by})
    tell_staff(mediation, "consented", mediation.heading_ids, at=at)


@transaction.atomic
def refuse(mediation: Mediation, party: Party, *, by: Actor, at: datetime) -> None:
    """A clear no, at any time and without a reason: it bars mediation and ends it (人民调解法 17, 23)."""
    act = check(mediation, "stop", by=by, at=at, party=party)
    _mark(party, Consent.NO, by, at)
    party.save(update_fields=["consent", "consent_at", "consent_by"])
    carry_out(mediation, act, by=by, at=at, changes={"ending": Ending.UNWILLING.value})
    cancel_planned(mediation, at=at)
    tell_parties(mediation, "stopped", mediation.parties.exclude(pk=party.pk), at=at)
    tell_staff(mediation, "stopped", {*mediation.sitting_ids, *mediation.heading_ids}, at=at)


@transaction.atomic
def withdraw(mediation: Mediation, party: Party, *, by: Actor, at: datetime) -> None:
    """Whoever asked takes it back, or the parties have settled it themselves."""
    act = check(mediation, "withdraw", by=by, at=at, party=party)
    if party.side != Side.APPLICANT:
        raise NotAllowed("mediation.only_applicant")
    carry_out(mediation, act, by=by, at=at, changes={"ending": Ending.SETTLED.value})
    cancel_planned(mediation, at=at)
    tell_parties(mediation, "withdrawn", mediation.parties.exclude(pk=party.pk), at=at)
    tell_staff(mediation, "withdrawn", {*mediation.sitting_ids, *mediation.heading_ids}, at=at)


def cancel_planned(mediation: Mediation, *, at: datetime) -> None:
    """What was still to be held is off; calendars hear it by a higher sequence."""
    for each in mediation.sittings.filter(held_at=None, cancelled_at=None):
        each.cancelled_at, each.changed_at, each.sequence = at, at, each.sequence + 1
        each.save(update_fields=["cancelled_at", "changed_at", "sequence"])


def _mark(party: Party, consent: Consent, by: Actor, at: datetime) -> None:
    party.consent, party.consent_at = consent.value, at
    party.consent_by = "party" if is_own(party, by) else "staff"


@transaction.atomic
def choose(
    mediation: Mediation, party: Party, mediator_id: int | None, *, by: Actor, at: datetime
) -> int | None:
    """A party names a mediator; once all have named the same one, the post is given back, for the seat to be asked."""
    act = check(mediation, "choose", by=by, at=at, party=party)
    named = Mediator.objects.filter(pk=mediator_id, is_active=True).first() if mediator_id else None
    if mediator_id and named is None:
        raise Refused("mediation.no_such_mediator")
    party.chosen = named
    party.save(update_fields=["chosen"])
    carry_out(mediation, act, by=by, at=at)
    return choosing.agreed_choice(list(mediation.parties.order_by("id").values_list("chosen", flat=True)))


@transaction.atomic
def represent(
    mediation: Mediation,
    party: Party,
    *,
    name: str,
    phone: str,
    scope: str,
    power: bytes,
    by: Actor,
    at: datetime,
) -> None:
    """Somebody stands for a party by a power of attorney, a PDF; "special" covers conceding, settling and signing."""
    act = check(mediation, "represent", by=by, at=at, party=party)
    if scope not in set(Scope):
        raise Refused("mediation.no_scope")
    agent: UUID = people.remember(phone=phone, name=name, at=at).pk
    if mediation.parties.exclude(pk=party.pk).filter(person=agent).exists():
        raise Refused("mediation.other_side")
    document = files.take_in_document(power, "power.pdf", owner=f"mediation:{party.pk}", by=by, at=at)
    party.agent_id, party.scope, party.power = agent, scope, document.pk
    party.save(update_fields=["agent", "scope", "power"])
    carry_out(mediation, act, by=by, at=at, told={"mediation_scope": scope})
