"""Hooks: which other systems are told what happens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import rules
from commongrid.base.notices.models import Hook
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused


def set_hook(name: str, url: str, kinds: Iterable[str] = (), *, by: Actor, at: datetime) -> tuple[Hook, str]:
    """Add a hook; gives it and the secret to sign with, which is shown this once.

    Refused: notices.hook_not_http, notices.hook_not_https, notices.hook_inside.
    """
    require(by, "admin.configuration", EVERYTHING)
    verdict = rules.may_call(url, is_production=settings.HOUSE.mode == "production")
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    secret = secrets.token_urlsafe(32)
    hook = Hook(id=uuid7(at), name=name.strip(), url=url, kinds=sorted(set(kinds)), set_by=by.name, set_at=at)
    hook.secret = secret
    with transaction.atomic():
        hook.save(force_insert=True)
        _record(hook, by=by, at=at)
    return hook, secret


def stop_hook(hook_id: UUID, *, by: Actor, at: datetime) -> None:
    """Tell a hook nothing any more; what is still on its way to it is given up."""
    require(by, "admin.configuration", EVERYTHING)
    with transaction.atomic():
        hook = Hook.objects.select_for_update().get(pk=hook_id)
        hook.active = False
        hook.save(update_fields=["active"])
        _record(hook, by=by, at=at)


def _record(hook: Hook, *, by: Actor, at: datetime) -> None:
    told = {"name": hook.name, "url": hook.url, "kinds": hook.kinds, "active": hook.active}
    journal.note("hook", str(hook.pk), NewEntry("notices.hook_set", at, by.snapshot(), told))
