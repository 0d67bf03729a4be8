"""The catalogue as this process keeps it, read anew when its token has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from uuid import UUID

from django.db.models import F

from commongrid.registry.matters import rules, stored, terms
from commongrid.registry.matters.models import Catalogue, Department, Distinction, Edition, Reason, UsualLimit
from commongrid.registry.matters.terms import Item


@dataclass(slots=True)
class Kept:
    """The catalogue as it stood at one token; `older` fills with superseded editions as they are asked for."""

    token: UUID | None
    items: Mapping[str, Item]
    newest: datetime | None
    departments: Mapping[str, Department]
    reasons: Mapping[tuple[str, str], Reason]
    usual: rules.UsualLimits | None
    distinctions: tuple[terms.Distinction, ...] = ()
    older: dict[int, Item] = field(default_factory=dict)


LOOK_AGAIN = 2.0
"""Seconds a process trusts its catalogue before it asks for the token again."""


class _Here:
    """What this process has read. Replaced whole, never changed in place; threads may read it twice."""

    kept: Kept | None = None
    asked = -LOOK_AGAIN


def forget() -> None:
    """Let the next question ask for the token (after a change by this process, and between tests)."""
    _Here.asked = -LOOK_AGAIN


def kept() -> Kept:
    """The catalogue in this process; another process's change is seen within two seconds (primary key)."""
    if _Here.kept is not None and monotonic() - _Here.asked < LOOK_AGAIN:
        return _Here.kept
    token = Catalogue.objects.filter(pk=1).values_list("token", flat=True).first()
    if _Here.kept is None or _Here.kept.token != token:
        _Here.kept = _read(token)
    _Here.asked = monotonic()
    return _Here.kept


def _read(token: UUID | None) -> Kept:
    found = stored.items(Edition.objects.filter(matter__current=F("pk")).order_by("matter__code"))
    return Kept(
        token=token,
        items={item.code: item for item in found},
        newest=max((item.from_at for item in found if item.from_at), default=None),
        departments={each.code: each for each in Department.objects.order_by("code")},
        reasons={(each.kind, each.code): each for each in Reason.objects.order_by("kind", "code")},
        usual=stored.usual(UsualLimit.objects.all()),
        distinctions=tuple(
            terms.Distinction(tuple(each.codes), each.zh, each.en, each.origin)
            for each in Distinction.objects.order_by("codes")
        ),
    )
