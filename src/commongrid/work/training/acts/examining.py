"""Kinds of certificate, exams, and what roles have to hold."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.units.terms import Role
from commongrid.work.training import queries
from commongrid.work.training.acts.core import note, runs, said
from commongrid.work.training.models import CertificateKind, Course, Demand, Exam
from commongrid.work.training.terms import ExamPlan, KindPlan

MOST_GRACE = 366


@transaction.atomic
def set_kind(plan: KindPlan, *, by: Actor, at: datetime, why: str) -> CertificateKind:
    """A kind of certificate; another length holds for those issued from now on."""
    runs(by)
    values = {"zh": plan.zh, "en": plan.en, "months": plan.months}
    kind, _is_new = CertificateKind.objects.update_or_create(code=plan.code, defaults=values)
    told = {
        "code": plan.code,
        "kind_zh": plan.zh,
        "kind_en": plan.en,
        "months": plan.months,
        "why": said(why),
    }
    note("certificate_kind", plan.code, NewEntry("training.kind_set", at, by.snapshot(), told))
    return kind


@transaction.atomic
def set_exam(plan: ExamPlan, *, by: Actor, at: datetime, why: str) -> Exam:
    """How an exam is held from now on; who sits it already goes on as they began. Refused: training.unknown_course, _kind."""
    runs(by)
    kind = CertificateKind.objects.filter(code=plan.kind).first()
    if kind is None:
        raise Refused("training.unknown_kind", code=plan.kind)
    courses = list(Course.objects.filter(code__in=plan.courses))
    if missing := sorted(set(plan.courses) - {one.code for one in courses}):
        raise Refused("training.unknown_course", code=missing[0])
    values = {
        "zh": plan.zh, "en": plan.en, "kind": kind, "questions": plan.questions, "minutes": plan.minutes,
        "pass_percent": plan.pass_percent, "attempts_per_day": plan.attempts_per_day,
    }  # fmt: skip
    exam, _is_new = Exam.objects.update_or_create(code=plan.code, defaults=values)
    exam.courses.set(courses)
    told = {
        "code": plan.code, "exam": plan.zh, "questions": plan.questions, "minutes": plan.minutes,
        "percent": plan.pass_percent, "why": said(why),
    }  # fmt: skip
    note("exam", plan.code, NewEntry("training.exam_set", at, by.snapshot(), told))
    return exam


@transaction.atomic
def withdraw_exam(code: str, *, by: Actor, at: datetime, why: str) -> None:
    """Nobody may begin it any more; certificates it gave stand."""
    runs(by)
    exam, told = queries.exam(code), {"code": code, "why": said(why)}
    if Exam.objects.filter(pk=exam.pk, withdrawn_at=None).update(withdrawn_at=at):
        note("exam", code, NewEntry("training.exam_withdrawn", at, by.snapshot(), {"exam": exam.zh, **told}))


@transaction.atomic
def resume_exam(code: str, *, by: Actor, at: datetime, why: str) -> None:
    """It may be begun again."""
    runs(by)
    exam, told = queries.exam(code), {"code": code, "why": said(why)}
    if Exam.objects.filter(pk=exam.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        note("exam", code, NewEntry("training.exam_resumed", at, by.snapshot(), {"exam": exam.zh, **told}))


@transaction.atomic
def set_demand(
    role: str, kind_code: str, *, from_on: date, grace_days: int, by: Actor, at: datetime, why: str
) -> Demand:
    """A role has to hold a kind of certificate from a day on. It is shown, and never keeps a post from acting."""
    runs(by)
    if role not in set(Role) or not 0 <= grace_days <= MOST_GRACE:
        raise Refused("training.demand_wrong", most=MOST_GRACE)
    kind = CertificateKind.objects.filter(code=kind_code).first()
    if kind is None:
        raise Refused("training.unknown_kind", code=kind_code)
    values = {"from_on": from_on, "grace_days": grace_days}
    found, _is_new = Demand.objects.update_or_create(role=role, kind=kind, ended_at=None, defaults=values)
    told = {
        "role": role,
        "kind_zh": kind.zh,
        "kind_en": kind.en,
        "from": from_on.isoformat(),
        "days": grace_days,
        "why": said(why),
    }
    note("demand", found.pk, NewEntry("training.demand_set", at, by.snapshot(), told))
    return found


@transaction.atomic
def end_demand(found: Demand, *, by: Actor, at: datetime, why: str) -> None:
    """The role needs it no longer."""
    runs(by)
    told = {"role": found.role, "kind_zh": found.kind.zh, "kind_en": found.kind.en, "why": said(why)}
    if Demand.objects.filter(pk=found.pk, ended_at=None).update(ended_at=at):
        note("demand", found.pk, NewEntry("training.demand_ended", at, by.snapshot(), told))
