"""Thanks: a sentence the captain reads; on the building's public page only while the captain wants it there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.work.captains import rules
from commongrid.work.captains.acts.core import tell
from commongrid.work.captains.models import Captaincy, Commendation
from commongrid.work.captains.terms import State

MOST_WORDS = 200
THANKS = "commendation"


@transaction.atomic
def commend(captaincy: Captaincy, words: str, key: str, *, by: Actor, at: datetime) -> Commendation:
    """Thank a captain in a sentence; the same key again is the same thanks. Refused: captains.say_thanks, captains.not_serving."""
    require(by, "captains.commend", captaincy)
    if not words.strip() or len(words) > MOST_WORDS:
        raise Refused("captains.say_thanks", most=MOST_WORDS)
    if captaincy.state != State.SERVING:
        raise Refused("captains.not_serving")
    made, is_new = Commendation.objects.get_or_create(
        pk=rules.part_id(captaincy.pk, f"thanks {by.account_id} {key}"),
        defaults={
            "captaincy": captaincy, "premises": captaincy.premises, "words": words.strip(), "made_at": at,
            "made_by": f"{by.unit_name} {by.name}".strip(),
        },
    )  # fmt: skip
    if is_new:
        told = {"name": captaincy.premises.name}
        journal.note(THANKS, str(made.pk), NewEntry("captain.commended", at, by.snapshot(), told))
        tell(captaincy, Why("captains.told_thanks", told), at=at)
    return made


@transaction.atomic
def show(commendation: Commendation, *, on: bool, by: Actor, at: datetime) -> None:
    """The captain lets the thanks stand on the building's public page, or takes it off again. As often as they like."""
    _mine(commendation, by)
    if Commendation.objects.filter(pk=commendation.pk, withdrawn_at=None, is_public=not on).update(
        is_public=on
    ):
        kind = "captain.commendation_shown" if on else "captain.commendation_hidden"
        told = {"name": commendation.premises.name}
        journal.note(THANKS, str(commendation.pk), NewEntry(kind, at, by.snapshot(), told))


@transaction.atomic
def take_back(commendation: Commendation, *, why: str, by: Actor, at: datetime) -> None:
    """Whoever may commend there takes a thanks back: it stands nowhere any more. Refused: captains.say_why."""
    require(by, "captains.commend", commendation.captaincy)
    if not why.strip():
        raise Refused("captains.say_why")
    gone = {"withdrawn_at": at, "is_public": False}
    if Commendation.objects.filter(pk=commendation.pk, withdrawn_at=None).update(**gone):
        told = {"name": commendation.premises.name, "why": why}
        entry = NewEntry("captain.commendation_withdrawn", at, by.snapshot(), told)
        journal.note(THANKS, str(commendation.pk), entry)


def _mine(commendation: Commendation, by: Actor) -> None:
    """The captain, whether as the resident who proved their number or in the captain's post."""
    captaincy = commendation.captaincy
    as_person = by.person_id is not None and by.person_id == str(captaincy.person_id)
    as_post = by.account_id is not None and by.account_id == captaincy.account_id
    if not (as_person or as_post):
        raise NotAllowed("captains.not_yours")
