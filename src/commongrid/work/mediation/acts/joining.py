"""Each party joins for themselves; with the last one the application goes to the court."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import Refused, Verdict
from commongrid.registry.people import queries as people
from commongrid.registry.statutes import queries as statutes
from commongrid.work.mediation import confirmable, drawing, papers, queries, rules, rulings, signing
from commongrid.work.mediation.acts.core import hold, is_own, own
from commongrid.work.mediation.acts.court_core import check_step, move, tell_applicants, tell_judge
from commongrid.work.mediation.models import Confirmation, Joined, Party
from commongrid.work.mediation.terms import Joining, Signed, Topic


def join(
    found: Confirmation, party: Party, told: Joining, strokes: str, sha256: str, *, by: Actor, at: datetime
) -> Joined:
    """A party, or an agent with special power, joins on their own screen; the door has just checked their code.

    The last one sends it to the court. Twice gives the first. Refused: mediation.not_a_signature, mediation.other_text,
    confirmation.not_vouched, confirmation.lacks, confirmation.no_judge, and as `draft`.
    """
    own(party, by)
    is_agent = by.person_id != str(party.person_id)
    hold(
        signing.may_sign_on_screen(
            Topic(found.agreement.mediation.topic), is_agent=is_agent, scope=party.scope
        )
    )
    drawn = drawing.read(strokes)
    if drawn is None:
        raise Refused("mediation.not_a_signature")
    if found.sha256 is None or sha256 != bytes(found.sha256).hex():
        raise Refused("mediation.other_text")
    return _join(found, party, told, Signed.DRAWN, drawing.svg(drawn), is_agent=is_agent, by=by, at=at)


def join_on_paper(found: Confirmation, party: Party, told: Joining, *, by: Actor, at: datetime) -> Joined:
    """The party signed the printed application at the counter, before whoever says so."""
    return _join(found, party, told, Signed.PAPER, by=by, at=at)


@transaction.atomic
def _join(
    found: Confirmation,
    party: Party,
    told: Joining,
    how: Signed,
    svg: str = "",
    *,
    is_agent: bool = False,
    by: Actor,
    at: datetime,
) -> Joined:
    if known := found.joined.filter(party=party).first():
        return known
    step = check_step(found, "join", by=by, party=party if how == Signed.DRAWN else None)
    if at > found.due_at:
        raise Refused("confirmation.too_late")
    if not told.truthful:
        raise Refused("confirmation.not_vouched")
    if not told.address.strip():
        raise Refused("confirmation.lacks", confirmation_need="contact")
    made = Joined(
        id=rules.part_id(found.pk, f"joined-{party.pk}"),
        confirmation=found,
        party=party,
        how=how.value,
        joined_at=at,
    )
    made.strokes, made.by_agent, made.electronic = svg or None, is_agent, told.electronic
    made.address = told.address.strip()
    made.save(force_insert=True)
    move(found, step, by=by, at=at, told={"mediation_signed": how.value})
    if found.joined.count() == found.agreement.mediation.parties.count():
        _apply_together(found, by=by, at=at)
    return made


def _apply_together(found: Confirmation, *, by: Actor, at: datetime) -> None:
    """Everybody has joined: complete, it goes to the court and to the judge who has the least to do."""
    hold(_complete(found))
    judge = next(iter(queries.judges(found.court, timezone.localdate(at))), None)
    if judge is None:
        raise Refused("confirmation.no_judge")
    copy = setting.pdf(rulings.application(queries.ruling_words(found, "", with_signs=True)))
    files.take_in_document(
        copy, "application-signed.pdf", owner=papers.owner_of(found.pk, "copy"), by=by, at=at
    )
    party = found.agreement.mediation.parties.first()
    step = check_step(found, "apply_together", by=by, party=_mine(found, by) or party)
    due = statutes.term("confirmation.accept", at)
    move(
        found,
        step,
        by=by,
        at=at,
        changes={"applied_at": at, "sitting_ids": [judge.pk], "next_due_at": due.at},
        whys=due.steps,
    )
    tell_judge(found, "to_court", at=at)
    tell_applicants(found, "applied", found.agreement.mediation.parties.all(), at=at)


def _mine(found: Confirmation, by: Actor) -> Party | None:
    return next((party for party in found.agreement.mediation.parties.all() if is_own(party, by)), None)


def _complete(found: Confirmation) -> Verdict[bool]:
    mediation = found.agreement.mediation
    parties = list(mediation.parties.all())
    return confirmable.lacks(
        names=[one.name for one in queries.signers(mediation)],
        contacts=[bool(each.person_id and people.way_to(each.person_id)) for each in parties],
        addresses=[row.address or "" for row in found.joined.all()],
        has_copy=found.agreement.copy_sha256 is not None,
        property_wanted=found.property_wanted,
        has_property=mediation.evidence.filter(withdrawn_at=None).exists(),
    )
