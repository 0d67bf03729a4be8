"""What the person or guardian does with what is theirs: correct it, let it go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.work.care import rules
from commongrid.work.care.acts.core import change, insist, require_own
from commongrid.work.care.models import Care, Consent
from commongrid.work.care.terms import MOST_WORDS, NOTICE, Purpose


@dataclass(frozen=True, slots=True)
class Corrected:
    """How it should read."""

    name: str
    address: str
    words: str
    purposes: tuple[str, ...]


def correct(one: Care, told: Corrected, *, by: Actor, at: datetime) -> Care:
    """Mend what is kept. Refused: care.no_name, .no_purpose, .is_over."""
    require_own(one, by)
    if not told.name.strip():
        raise Refused("care.no_name")
    if not told.purposes or set(told.purposes) - set(Purpose):
        raise Refused("care.no_purpose")
    changes = {
        "name": sealed(Care, "name", one.pk, told.name.strip()[:60]),
        "address": sealed(Care, "address", one.pk, told.address.strip()[:200] or None),
        "words": sealed(Care, "words", one.pk, told.words.strip()[:MOST_WORDS] or None),
        "purposes": list(told.purposes),
    }
    change(one, "care.corrected", changes, by=by, at=at)
    return one


@transaction.atomic
def renew(one: Care, until: date, *, by: Actor, at: datetime) -> Care:
    """It goes on until then: a new consent of the person or guardian, and the only way it lasts longer."""
    require_own(one, by)
    insist(rules.is_until(until, timezone.localdate(at)))
    change(one, "care.renewed", {"until": until}, by=by, at=at)
    is_guardian = by.person_id == str(one.guardian_id)
    Consent.objects.create(care=one, at=at, by_guardian=is_guardian, notice=NOTICE, until=until)
    return one
