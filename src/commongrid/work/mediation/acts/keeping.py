"""What is told as time passes, what is forgotten, and bodies and mediators as they are set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, SYSTEM, Actor
from commongrid.base.files import acts as files
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.cases import acts as cases
from commongrid.cases import queries as case_queries
from commongrid.cases.models import Case
from commongrid.registry.people.terms import Section
from commongrid.registry.units.models import Post, Unit
from commongrid.work.mediation import queries, rules
from commongrid.work.mediation.acts.core import tell_parties, tell_staff
from commongrid.work.mediation.acts.drawing_up import let_go_of_agreements
from commongrid.work.mediation.models import Body, Clause, Evidence, Mediation, Mediator, Party, Sitting
from commongrid.work.mediation.terms import BODY, OPEN, BodyKind, Course, Engagement, State

SET_UP = "mediation.set_up"


@transaction.atomic
def set_body(unit: Unit, kind: str, *, is_active: bool = True, by: Actor, at: datetime) -> Body:
    """A unit mediates from now on, as this kind; or no longer."""
    require(by, SET_UP, EVERYTHING)
    found, _ = Body.objects.update_or_create(
        unit=unit, defaults={"kind": BodyKind(kind).value, "is_active": is_active}
    )
    _note(found, by=by, at=at)
    return found


@transaction.atomic
def set_mediator(body: Body, post: Post, row: Mapping[str, Any], *, by: Actor, at: datetime) -> Mediator:
    """A post mediates: row has engagement, topics, languages, studio, is_head, is_active. Open matters follow a new head."""
    require(by, SET_UP, EVERYTHING)
    if post.unit_id != body.unit_id:
        raise Refused("mediation.not_of_the_unit")
    given = {**row, "engagement": Engagement(row["engagement"]).value}
    found, _ = Mediator.objects.update_or_create(post=post, defaults={"body": body, **given})
    heads = queries.heads_of([body.pk])
    Mediation.objects.filter(body=body, state__in=OPEN).update(heading_ids=heads)
    _note(body, by=by, at=at)
    return found


def _note(body: Body, *, by: Actor, at: datetime) -> None:
    told = {"name": body.unit.name_zh, "mediators": body.mediators.filter(is_active=True).count()}
    journal.note(BODY, str(body.pk), NewEntry("mediation.body_set", at, by.snapshot(), told))


def remind(*, at: datetime) -> int:
    """Tell mediators of limits that ran out, once; where a labour body had its days the parties are told they may go on."""
    late = Mediation.objects.filter(
        state__in=[State.ACCEPTED, State.SITTING], due_at__lt=at, told_late_at=None
    )
    found = list(late.order_by("due_at")[:500])
    for each in found:
        with transaction.atomic():
            Mediation.objects.filter(pk=each.pk).update(told_late_at=at)
            tell_staff(each, "late", {*each.sitting_ids, *each.heading_ids}, at=at)
            if each.course == Course.LABOUR:
                tell_parties(each, "may_arbitrate", each.parties.all(), at=at)
    return len(found)


def report_back(number: str, state: str, *, at: datetime) -> None:
    """The case a matter came from hears that it ended and how, without a word of what it was about."""
    words = WORDS[State(state)]
    try:
        case = case_queries.for_act(number)
        cases.comment(case, words, is_public=False, by=SYSTEM, at=max(at, case.moved_at))
    except Outrun:
        raise
    except (Case.DoesNotExist, Refused):  # closed or void meanwhile: nobody works on it who would read it
        return


WORDS = {
    State.AGREED: "转出的调解已达成协议。",
    State.FAILED: "转出的调解未达成协议。",
    State.WITHDRAWN: "转出的调解已撤回。",
    State.DECLINED: "调解组织未予受理。",
    State.REFERRED: "转出的调解已移送其他途径。",
}


def let_go(before: datetime, *, at: datetime) -> int:
    """Forget the words, files and persons of what ended before a moment; land, family and injury are kept for good."""
    old = Mediation.objects.filter(ended_at__lt=before).filter(summary__isnull=False)
    ids = list(old.exclude(topic__in=rules.PERMANENT).order_by("ended_at").values_list("pk", flat=True)[:500])
    with transaction.atomic():
        for owner in Evidence.objects.filter(mediation__in=ids).values_list("pk", flat=True):
            files.forget(f"mediation:{owner}", at=at)
        Evidence.objects.filter(mediation__in=ids).update(title=None)
        Sitting.objects.filter(mediation__in=ids).update(minutes=None)
        Clause.objects.filter(mediation__in=ids).update(what=None)
        let_go_of_agreements(ids, at=at)
        for party in Party.objects.filter(mediation__in=ids).values_list("pk", flat=True):
            files.forget(f"mediation:{party}", at=at)
        Party.objects.filter(mediation__in=ids).update(person=None, agent=None, organisation=None, power=None)
        return Mediation.objects.filter(pk__in=ids).update(summary=None, claim=None)


class Mediations:
    """What this room stores about a person: the matters they are in."""

    key = "mediation.parties"

    def data(self, person_id: UUID) -> Section:
        """The person's matters, for their own eyes (index of the key to the person)."""
        rows = queries.of_person(person_id)
        told = [
            {
                "number": each.number,
                "mediation_topic": each.topic,
                "mediation_state": each.state,
                "asked_at": each.asked_at,
            }
            for each in rows
        ]
        return Section("people.mediations", tuple(told))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """Whoever is in an open matter, or in one whose file the law keeps, is still needed."""
        kept = Party.objects.filter(person=person_id, mediation__summary__isnull=False)
        return (Why("mediation.still_kept"),) if kept.exists() else ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Nothing before the file itself goes; then the person goes with it."""
        return Party.objects.filter(agent=person_id).exclude(mediation__state__in=OPEN).update(agent=None)
