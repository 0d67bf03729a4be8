"""Sitting an exam: begun, answered question by question, handed in once, or ended when its time was over."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.training import queries, rules
from commongrid.work.training.acts import certificates
from commongrid.work.training.acts.core import demand, learner
from commongrid.work.training.models import Exam, Sitting
from commongrid.work.training.terms import LATE_SEND, Answers, Question


def begin(exam: Exam, *, by: Actor, at: datetime, seed: int | None = None) -> Sitting:
    """Draw the questions and start the clock; one that is still open is gone on with.

    Refused: training.exam_off, training.too_few_questions, training.enough_today.
    """
    account = learner(by)
    if exam.withdrawn_at is not None:
        raise Refused("training.exam_off", exam=exam.zh)
    for left in queries.left_open(at - LATE_SEND).filter(account=account, exam=exam):
        hand_in(left, {}, by=by, at=at)
    if found := queries.open_sitting(account, exam):
        return found
    pool = queries.bank_ids(one.pk for one in exam.courses.all())
    demand(rules.may_sit(exam.plan(), len(pool), queries.sat_today(account, exam, at)))
    seed = secrets.randbits(62) if seed is None else seed
    row = Sitting(
        id=uuid7(at),
        exam=exam,
        account_id=account,
        seed=seed,
        questions=list(rules.draw(seed, pool, exam.questions)),
        pass_percent=exam.pass_percent,
        started_at=at,
        ends_at=at + timedelta(minutes=exam.minutes),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return queries.open_sitting(account, exam) or row
    return row


@transaction.atomic
def save(sitting: Sitting, answers: Answers, *, by: Actor, at: datetime) -> Sitting:
    """Keep what was answered so far, over what was there. Refused: training.time_over, training.handed_in."""
    found = _locked(sitting, by)
    if found.handed_at is not None:
        raise Refused("training.handed_in")
    if rules.is_over(found.ends_at, at):
        raise Refused("training.time_over")
    found.answers = {**found.answers, **_known(queries.drawn(found), answers)}
    Sitting.objects.filter(pk=found.pk).update(answers=found.answers)
    return found


@transaction.atomic
def hand_in(sitting: Sitting, answers: Answers, *, by: Actor, at: datetime) -> Sitting:
    """Judge it, once; who passes holds a certificate at once. What comes after the time counts no more, what was given does."""
    found = _locked(sitting, by)
    if found.handed_at is not None:
        return found
    questions = queries.drawn(found)
    is_late = rules.is_over(found.ends_at, at)
    if not is_late:
        found.answers = {**found.answers, **_known(questions, answers)}
    judged = rules.judge(questions, found.given(), found.pass_percent).answer
    found.handed_at, found.right, found.passed = min(at, found.ends_at), judged.right, judged.passed
    values = {
        "answers": found.answers,
        "handed_at": found.handed_at,
        "right": found.right,
        "passed": found.passed,
    }
    Sitting.objects.filter(pk=found.pk).update(**values)
    if judged.passed:
        certificates.issue(found, on=timezone.localdate(found.handed_at), by=by, at=at)
    return found


def end_what_is_over(*, by: Actor, at: datetime) -> int:
    """Hand in every sitting whose time is over; how many. What was given counts."""
    left = list(queries.left_open(at - LATE_SEND)[:500])
    for one in left:
        hand_in(one, {}, by=by, at=at)
    return len(left)


def _locked(sitting: Sitting, by: Actor) -> Sitting:
    found = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("exam__kind", "account")
        .get(pk=sitting.pk)
    )
    if by.kind != "system" and found.account_id != learner(by):
        raise NotAllowed("training.not_yours")
    return found


def _known(questions: Iterable[Question], answers: Answers) -> dict[str, list[str]]:
    """Of what was sent, that which answers a question of this sitting with options it has."""
    return {
        str(one.pk): sorted(answers[one.pk] & {option.value for option in one.options})
        for one in questions
        if one.pk in answers
    }
