"""A course's bank of questions is set as a whole: what is new comes in, what changed is a new row, what is missing is retired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.work.training import queries, rules
from commongrid.work.training.acts.core import demand, note, runs, said
from commongrid.work.training.models import BankQuestion, Course
from commongrid.work.training.terms import Question


@transaction.atomic
def set_questions(code: str, questions: Sequence[Question], *, by: Actor, at: datetime, why: str) -> int:
    """The bank of a course from now on; how many questions came or went. Sittings keep the questions they drew.

    Refused: what is wrong with a question, training.question_twice {code}.
    """
    runs(by)
    course = Course.objects.select_for_update().get(pk=queries.course(code).pk)
    wanted: dict[str, Question] = {}
    for one in questions:
        demand(rules.is_question(one))
        if one.code in wanted:
            raise Refused("training.question_twice", code=one.code)
        wanted[one.code] = replace(one, pk=0)
    known = {one.code: one for one in queries.bank([course.pk])}
    gone = [one.pk for one in known.values() if replace(one, pk=0) != wanted.get(one.code)]
    new = [one for one in wanted.values() if one.code not in known or known[one.code].pk in gone]
    if not gone and not new:
        return 0
    BankQuestion.objects.filter(pk__in=gone).update(retired_at=at)
    BankQuestion.objects.bulk_create(_row(course, one, at) for one in new)
    told = {"code": code, "questions": len(wanted), "new": len(new), "retired": len(gone), "why": said(why)}
    note("course", code, NewEntry("training.questions_set", at, by.snapshot(), told))
    return len({one.code for one in new} | {one.code for one in known.values() if one.pk in gone})


def _row(course: Course, one: Question, at: datetime) -> BankQuestion:
    return BankQuestion(
        course=course,
        code=one.code,
        kind=one.kind,
        zh=one.zh,
        en=one.en,
        options=[[each.value, each.zh, each.en] for each in one.options],
        right=sorted(one.right),
        because_zh=one.because_zh,
        because_en=one.because_en,
        made_at=at,
    )
