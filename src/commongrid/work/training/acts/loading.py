"""Taking in what a pack ships: what is new or changed comes in, what the city wrote itself stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.work.training import queries
from commongrid.work.training.acts.banking import set_questions
from commongrid.work.training.acts.core import runs
from commongrid.work.training.acts.courses import draft, publish
from commongrid.work.training.acts.examining import set_demand, set_exam, set_kind
from commongrid.work.training.models import CertificateKind, Demand, Exam
from commongrid.work.training.terms import Curriculum, Loaded, Shipped


@transaction.atomic
def load(shipped: Curriculum, *, by: Actor, at: datetime, why: str) -> Loaded:
    """Courses as `Shipped` says; kinds, exams and demands only where there are none of that code yet."""
    runs(by)
    told: dict[str, list[str]] = {"added": [], "changed": [], "kept": [], "same": []}
    for one in shipped.courses:
        told[_course(one, by, at, why)].append(one.code)
    known = set(CertificateKind.objects.values_list("code", flat=True))
    for kind in shipped.kinds:
        if kind.code not in known:
            set_kind(kind, by=by, at=at, why=why)
    held = set(Exam.objects.values_list("code", flat=True))
    for exam in shipped.exams:
        if exam.code not in held:
            set_exam(exam, by=by, at=at, why=why)
    stood = set(Demand.objects.values_list("role", "kind__code"))
    for one_demand in shipped.demands:
        if (one_demand.role, one_demand.kind) not in stood:
            grace, today = one_demand.grace_days, timezone.localdate(at)
            set_demand(
                one_demand.role, one_demand.kind, from_on=today, grace_days=grace, by=by, at=at, why=why
            )
    return Loaded(tuple(told["added"]), tuple(told["changed"]), tuple(told["kept"]))


def _course(one: Shipped, by: Actor, at: datetime, why: str) -> str:
    """added, changed, same, or kept: the city published an edition of its own, or is writing one."""
    now = queries.current_of(one.code)
    if now is not None and (not now.is_shipped or queries.draft_of(now.course) is not None):
        return "kept"
    if now is None or replace(now.content(), document_id=None) != one.content:
        draft(one.code, one.content, by=by, at=at, is_shipped=True)
        publish(one.code, by=by, at=at, why=why)
        set_questions(one.code, one.questions, by=by, at=at, why=why)
        return "added" if now is None else "changed"
    return "changed" if set_questions(one.code, one.questions, by=by, at=at, why=why) else "same"
