"""Care begins: with the consent of the person or guardian, or by a rule of law; who asks for another leaves an invitation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.appointments import queries as codes
from commongrid.registry.people import acts as people
from commongrid.registry.points.terms import Ground as Place
from commongrid.registry.statutes import queries as statutes
from commongrid.work.care import rules
from commongrid.work.care.acts.core import entry, insist
from commongrid.work.care.models import Care, Consent, Invitation
from commongrid.work.care.terms import (
    INVITED_DAYS,
    LEGAL_GROUNDS,
    MOST_WORDS,
    NOTICE,
    SUBJECT,
    Ground,
    State,
    Wish,
)

TAKE = "care.take"


def invite(area: str, key: str, *, at: datetime) -> str:
    """A code to pass on to whoever might want care; about them, and about who asks, nothing is kept. Same key, same code."""
    if not 8 <= len(key) <= 80 or len(area) < 12:
        raise Refused("care.no_key" if len(area) >= 12 else "care.no_community")
    code = codes.code_of(f"care:{key}")
    row = Invitation(
        id=uuid7(at),
        key=key,
        code_hash=codes.hash_of(code),
        area=area[:12],
        expires_at=at + timedelta(days=INVITED_DAYS),
    )
    Invitation.objects.bulk_create([row], ignore_conflicts=True)
    return code


@transaction.atomic
def begin(wish: Wish, key: str, invitation: Invitation | None = None, *, by: Actor, at: datetime) -> Care:
    """The person, or their guardian, who has proven their number consents; the same key again is the same care."""
    if by.kind != "resident" or by.person_id is None:
        raise NotAllowed("care.not_yours")
    whose = {"guardian" if wish.by_guardian else "person": by.person_id}
    made = _open(wish, key, {"ground": Ground.CONSENT.value, **whose}, by=by, at=at)
    if by.person_id not in {str(made.person_id), str(made.guardian_id)}:
        raise NotAllowed("care.not_yours")
    if invitation is not None:
        Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at)
    if not made.consents.exists():
        _consent(made, wish, at)
    return made


def _consent(made: Care, wish: Wish, at: datetime) -> None:
    Consent.objects.create(care=made, at=at, by_guardian=wish.by_guardian, notice=NOTICE, until=wish.until)


@transaction.atomic
def begin_by_law(wish: Wish, statute: str, phone: str, key: str, *, by: Actor, at: datetime) -> Care:
    """A carer begins by a rule of law that is cited; whoever has `phone` (the person, or the guardian) reads and ends it.

    Refused: care.no_such_ground, statutes.unknown, care.no_phone: nobody is cared for who cannot be told (PIPL 35).
    """
    require(by, TAKE, Place(wish.area))
    if statute not in LEGAL_GROUNDS:
        raise Refused("care.no_such_ground")
    statutes.limit(statute, on=timezone.localdate(at))
    if not phone.strip():
        raise Refused("care.no_phone")
    person = people.remember(phone=phone, at=at)
    told = {
        "ground": Ground.LAW.value, "statute": statute, "guardian" if wish.by_guardian else "person": person.pk,
        "post": by.post_id, "taken_at": at, "state": State.CARED.value,
    }  # fmt: skip
    made = _open(wish, key, told, by=by, at=at)
    require(by, "care.visit", made)
    return made


def _open(wish: Wish, key: str, told: dict[str, Any], *, by: Actor, at: datetime) -> Care:
    if not 8 <= len(key) <= 80:
        raise Refused("care.no_key")
    if (before := Care.objects.filter(key=key).first()) is not None:
        return before
    insist(rules.is_wish(wish, timezone.localdate(at)))
    made_id = uuid7(at)
    row = {
        "id": made_id, "key": key, "area": wish.area[:12], "state": State.WAITING.value,
        "purposes": list(wish.purposes), "statute": "", "person": None, "guardian": None, "post": None,
        "every_days": 14, "begun_at": at, "taken_at": None, "until": wish.until, "ended_at": None, "ended_by": "",
        "name": sealed(Care, "name", made_id, wish.name.strip()[:60]),
        "address": sealed(Care, "address", made_id, wish.address.strip()[:200] or None),
        "words": sealed(Care, "words", made_id, wish.words.strip()[:MOST_WORDS] or None), **told,
    }  # fmt: skip
    insert = Insert(Care, row, or_nothing=True)
    journal.open_subject(SUBJECT, insert, entry("care.begun", by=by, at=at), subject_id=made_id)
    return Care.objects.get(key=key)
