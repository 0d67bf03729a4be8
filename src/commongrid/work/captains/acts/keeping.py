"""Terms that are over, and persons let go of when their time as captain lies a year back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.registry.people.terms import Section
from commongrid.work.captains.acts.core import tell
from commongrid.work.captains.acts.serving import release
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import STANDING, Reason, State


def end_terms(today: date, *, at: datetime) -> int:
    """End the terms whose last day has passed; the captain is told and may ask again. How many."""
    over = Captaincy.objects.filter(state=State.SERVING, ends_on__lt=today)
    found = list(over.select_related("premises", "post").order_by("ends_on", "id")[:500])
    for each in found:
        release(each, Reason.TERM_OVER, why="", by=SYSTEM, at=at)
        tell(each, Why("captains.told_term_over", {"name": each.premises.name}), at=at)
    return len(found)


def let_go(before: datetime, *, at: datetime) -> int:
    """Forget whom it was about where nothing is to come and it ended, or was declined, before a moment; how many rows."""
    old = Captaincy.objects.filter(person__isnull=False).exclude(state__in=STANDING)
    gone = old.filter(ended_on__lt=before.date()) | old.filter(ended_on=None, decided_at__lt=before)
    return gone.update(person=None)


class Captains:
    """What this room stores about a person: the buildings they answer for, asked to, or did."""

    key = "captains.captaincy"

    def data(self, person_id: UUID) -> Section:
        """The person's times with buildings, for their own eyes (index captains_captaincy_of)."""
        rows = Captaincy.objects.filter(person=person_id).order_by("asked_at")
        named = rows.annotate(building=F("premises__name"), captain_state=F("state"))
        told = named.values("building", "capacity", "captain_state", "asked_at", "starts_on", "ended_on")
        return Section("people.captaincies", tuple(told))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """Who serves is needed until they resign: somebody has to be reached for the building."""
        serving = Captaincy.objects.filter(person=person_id, state=State.SERVING)
        return (Why("captains.still_serving"),) if serving.exists() else ()

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Take the person out of everything but what they serve in."""
        return Captaincy.objects.filter(person=person_id).exclude(state=State.SERVING).update(person=None)
