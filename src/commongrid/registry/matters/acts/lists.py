"""Writing what stands beside the editions: departments, lists of reasons, usual limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from commongrid.base.access.terms import Actor
from commongrid.registry.matters import queries, rules
from commongrid.registry.matters.acts import history
from commongrid.registry.matters.models import Department, Reason, UsualLimit
from commongrid.registry.matters.terms import Stage

REASON_FIELDS = (
    "zh", "en", "when_zh", "when_en", "must_state_zh", "must_state_en", "tell_zh", "tell_en", "law_zh", "law_en", "remedy_zh", "remedy_en", "counts", "instead",
    "confidence", "active",
)  # fmt: skip
DEPARTMENT_FIELDS = ("name_zh", "name_en", "tier", "answers_for_zh", "answers_for_en", "confidence")


@transaction.atomic
def set_departments(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Add or update departments by code; returns how many were new or different."""
    history.begin(by=by, at=at)
    given = [Department(**row) for row in rows]
    changed = _different(given, Department.objects.all(), ("code",), DEPARTMENT_FIELDS)
    if changed:
        Department.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["code"], update_fields=DEPARTMENT_FIELDS
        )
        history.record("matters.departments_set", {"codes": [each.code for each in changed]}, by=by, at=at)
    return len(changed)


@transaction.atomic
def set_reasons(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Make these the lists of reasons: others are switched off, not removed. Returns how many changed."""
    history.begin(by=by, at=at)
    given = [Reason(**row) for row in rows]
    changed = _different(given, Reason.objects.all(), ("kind", "code"), REASON_FIELDS)
    codes = {(each.kind, each.code) for each in given}
    gone = [each.pk for each in Reason.objects.filter(active=True) if (each.kind, each.code) not in codes]
    if changed or gone:
        Reason.objects.filter(pk__in=gone).update(active=False)
        Reason.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["kind", "code"], update_fields=REASON_FIELDS
        )
        told = {"changed": [f"{each.kind} {each.code}" for each in changed], "switched_off": len(gone)}
        history.record("matters.reasons_set", told, by=by, at=at)
    return len(changed) + len(gone)


def _different[M: Model](
    given: list[M], there: Iterable[M], keys: Sequence[str], fields: Sequence[str]
) -> list[M]:
    """Those of the given rows that are new or differ in one of the fields from the one with the same keys."""
    known = {tuple(getattr(row, key) for key in keys): row for row in there}
    return [
        row
        for row in given
        if not _says_the_same(row, known.get(tuple(getattr(row, k) for k in keys)), fields)
    ]


def _says_the_same(one: Model, other: Model | None, fields: Sequence[str]) -> bool:
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in fields)


@transaction.atomic
def set_usual_limits(usual: rules.UsualLimits, *, by: Actor, at: datetime) -> bool:
    """What fills in stages from the next edition on; published editions are not touched. False: as it was."""
    history.begin(by=by, at=at)
    if queries.kept().usual == usual:
        return False
    stages = (Stage.DISPATCH, Stage.ACCEPT, Stage.CHECK)
    rows = [
        UsualLimit(stage=stage.value, urgent=urgent, amount=limit.amount, unit=limit.unit.value)
        for urgent, each in ((False, usual.ordinary), (True, usual.urgent))
        for stage, limit in zip(stages, (each.dispatch, each.accept, each.check), strict=True)
    ]
    UsualLimit.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["stage", "urgent"], update_fields=["amount", "unit"]
    )
    history.record("matters.usual_limits_set", {}, by=by, at=at)
    return True
