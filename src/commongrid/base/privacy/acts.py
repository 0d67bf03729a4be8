"""Looking at personal data, and keeping its keys and its limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Substr

from commongrid.base.access.terms import Actor
from commongrid.base.privacy import keys, retention, rules, sealing
from commongrid.base.privacy.fields import EncryptedTextField, Sealed
from commongrid.base.privacy.models import Look
from commongrid.base.privacy.terms import LOOKS_KEPT_DAYS
from commongrid.base.verdicts import Refused


def unmask(
    row: models.Model,
    field: str,
    *,
    person_id: UUID | None,
    by: Actor,
    at: datetime,
    why: str,
    context: str = "",
) -> str | None:
    """The full value of an encrypted field, after the look is written and committed.

    Must not be called inside a transaction (RuntimeError): a caller that fails later must not be able to
    take the look back. The right to look is the caller's to check. Refused: privacy.reason_too_short.
    """
    label = str(getattr(row._meta.get_field(field), "label", field))
    record_look(label, row=row.pk, person_id=person_id, by=by, at=at, why=why, context=context)
    value: str | None = getattr(row, field)
    return value


def record_look(
    field: str, *, row: object, person_id: UUID | None, by: Actor, at: datetime, why: str, context: str = ""
) -> None:
    """Write and commit that `by` is about to see `field` of `row`; the same limits as `unmask`."""
    with transaction.atomic(durable=True):
        write_look(field, row=row, person_id=person_id, by=by, at=at, why=why, context=context)


def write_look(
    field: str, *, row: object, person_id: UUID | None, by: Actor, at: datetime, why: str, context: str = ""
) -> None:
    """`record_look` for an act that writes more in the same durable transaction and shows nothing before it ends."""
    verdict = rules.is_reason_enough(why)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    Look.objects.create(
        at=at,
        actor_kind=by.kind,
        account_id=by.account_id,
        actor_name=by.name,
        post_id=by.post_id,
        role=by.role,
        unit_id=by.unit_id,
        unit_name=by.unit_name,
        person_id=person_id,
        field=field,
        row=str(row),
        reason=rules.plain_text(why)[:200],
        context=context,
    )


def rotate(*, at: datetime, batch: int = 500) -> Iterator[tuple[str, int]]:
    """Seal every encrypted column anew under the current key: yields (label, rows) after each committed batch.

    Rows already under the current key are left alone, so it can be stopped and started again.
    """
    for field in retention.sealed_fields():
        while count := _rotate_batch(field, batch):
            yield field.label, count


def _rotate_batch(field: EncryptedTextField, batch: int) -> int:
    table: Any = field.model._base_manager
    head = keys.ring().head
    stale = (
        table.filter(**{f"{field.attname}__isnull": False})
        .annotate(
            sealed_head=Substr(models.F(field.attname), 1, len(head), output_field=models.BinaryField())
        )
        .exclude(sealed_head=head)
        .order_by()
    )
    with transaction.atomic():
        rows = list(stale.select_for_update(skip_locked=True).values_list("pk", field.attname)[:batch])
        for pk, old in rows:
            place = f"{field.label}:{pk}"
            new = sealing.seal(keys.ring(), sealing.unseal(keys.ring(), old.sealed, place), place)
            table.filter(pk=pk).update(**{field.attname: Sealed(new)})
    return len(rows)


def expire(*, at: datetime) -> dict[str, int]:
    """Erase everything whose retention has run out `at`; how many rows of each kind."""
    return {
        one.key: one.expire(at - timedelta(days=one.days), at=at)
        for one in retention.all_of_them()
        if one.expire is not None and one.days is not None
    }


def expire_looks(before: datetime, *, at: datetime) -> int:
    """Forget looks older than `before`, never younger than three years (the database refuses that too)."""
    last = min(before, at - timedelta(days=LOOKS_KEPT_DAYS))
    return Look.objects.filter(at__lt=last).delete()[0]
