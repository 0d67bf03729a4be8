"""What a judge does with an application: take it on, tick, ask, hear, put off, hand on; and the parties' answers."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.registry.statutes import queries as statutes
from commongrid.work.mediation import confirmable, queries, rules
from commongrid.work.mediation.acts.core import hold
from commongrid.work.mediation.acts.court_core import check_step, move, tell_applicants, tell_judge
from commongrid.work.mediation.models import Confirmation, Party, Question
from commongrid.work.mediation.terms import Check, Hearing

LONGEST = 2000


@transaction.atomic
def take_on(found: Confirmation, *, by: Actor, at: datetime) -> None:
    """The court accepts it: at once where both are there, else within the law's days (司法确认规定 4)."""
    step = check_step(found, "take_on", by=by)
    due = statutes.term("confirmation.decide", at)
    changes = {"filed_at": at, "next_due_at": due.at, "judge_name": by.name[:64]}
    move(found, step, by=by, at=at, changes=changes, whys=due.steps)
    tell_applicants(found, "filed", found.agreement.mediation.parties.all(), at=at)


@transaction.atomic
def hand_on(found: Confirmation, post_id: int, *, by: Actor, at: datetime) -> None:
    """To another judge of the same court; from then on the first sees nothing of it. Refused: confirmation.no_judge."""
    step = check_step(found, "hand_on", by=by)
    posts = {post.pk for post in queries.judges(found.court, timezone.localdate(at))}
    if post_id not in posts or post_id in found.sitting_ids:
        raise Refused("confirmation.no_judge")
    move(found, step, by=by, at=at, changes={"sitting_ids": [post_id]})
    tell_judge(found, "to_court", at=at)


@transaction.atomic
def tick(
    found: Confirmation, checks: Collection[str], notes: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """What the judge has looked at, with a note to each; written whole each time."""
    step = check_step(found, "tick", by=by)
    ticked = {check.value: True for check in Check if check in checks}
    kept = {
        check.value: notes.get(check, "").strip()[:LONGEST] for check in Check if notes.get(check, "").strip()
    }
    words = sealed(Confirmation, "notes", found.pk, json.dumps(kept, ensure_ascii=False) if kept else None)
    move(
        found,
        step,
        by=by,
        at=at,
        changes={"checks": ticked, "notes": words},
        told={"ticked": len(ticked), "of": len(Check)},
    )


@transaction.atomic
def ask_party(
    found: Confirmation, party: Party, words: str, key: str, *, by: Actor, at: datetime
) -> Question:
    """Ask a party something in writing. The same key again gives the first. Refused: mediation.blank."""
    step = check_step(found, "ask_party", by=by)
    if not words.strip():
        raise Refused("mediation.blank", what="words")
    pk = rules.part_id(found.pk, f"question-{key}")
    if known := Question.objects.filter(pk=pk).first():
        return known
    made = Question(id=pk, confirmation=found, party=party, asked_at=at)
    made.words = words.strip()[:LONGEST]
    made.save(force_insert=True)
    move(found, step, by=by, at=at)
    tell_applicants(found, "asked", [party], at=at)
    return made


@transaction.atomic
def answer_judge(question: Question, party: Party, words: str, *, by: Actor, at: datetime) -> None:
    """The party who was asked answers, once. Refused: mediation.blank, confirmation.answered_already."""
    found = question.confirmation
    step = check_step(found, "answer_judge", by=by, party=party)
    if question.party_id != party.pk:
        raise Refused("mediation.not_yours")
    if question.answered_at is not None:
        raise Refused("confirmation.answered_already")
    if not words.strip():
        raise Refused("mediation.blank", what="words")
    question.answer, question.answered_at = words.strip()[:LONGEST], at
    question.save(update_fields=["answer", "answered_at"])
    move(found, step, by=by, at=at)
    tell_judge(found, "answered", at=at)


@transaction.atomic
def set_slot(found: Confirmation, starts_at: datetime, place: str, *, by: Actor, at: datetime) -> None:
    """When and where both are heard together (民诉法解释 356); both are told. Refused: mediation.in_the_past, mediation.no_place."""
    step = check_step(found, "set_slot", by=by)
    if starts_at <= at:
        raise Refused("mediation.in_the_past")
    if not place.strip():
        raise Refused("mediation.no_place")
    changes = {"slot_at": starts_at, "slot_place": place.strip()[:120]}
    move(found, step, by=by, at=at, changes=changes, told={"on": starts_at.isoformat()})
    tell_applicants(found, "slot", found.agreement.mediation.parties.all(), at=at)


@transaction.atomic
def hear(
    found: Confirmation, way: str, came: Collection[UUID], record: str, *, by: Actor, at: datetime
) -> None:
    """Both were heard: together, with a record, or in writing. Refused: confirmation.not_all_came, confirmation.not_all_answered."""
    step = check_step(found, "hear", by=by)
    questions = list(found.questions.all())
    verdict = confirmable.may_hear(
        Hearing(way), parties=set(found.agreement.mediation.parties.values_list("pk", flat=True)), came=set(came),
        answered={each.party_id for each in questions if each.answered_at},
        unanswered=sum(each.answered_at is None for each in questions),
    )  # fmt: skip
    hold(verdict)
    if way == Hearing.TOGETHER and not record.strip():
        raise Refused("mediation.blank", what="record")
    words = sealed(Confirmation, "record", found.pk, record.strip()[: 4 * LONGEST] or None)
    changes = {"heard_at": at, "heard_how": Hearing(way).value, "record": words}
    move(found, step, by=by, at=at, changes=changes, told={"confirmation_hearing": Hearing(way).value})


@transaction.atomic
def put_off(found: Confirmation, *, by: Actor, at: datetime) -> None:
    """Some days more for a special reason, once (司法确认规定 5). Refused: confirmation.extended_already."""
    step = check_step(found, "put_off", by=by)
    if found.extended or found.filed_at is None:
        raise Refused("confirmation.extended_already")
    due = statutes.term("confirmation.extend", statutes.term("confirmation.decide", found.filed_at).at)
    move(found, step, by=by, at=at, changes={"extended": True, "next_due_at": due.at}, whys=due.steps)
    tell_applicants(found, "extended", found.agreement.mediation.parties.all(), at=at)
