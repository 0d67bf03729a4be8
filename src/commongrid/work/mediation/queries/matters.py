"""Matters as lists and one by one. Whether somebody may see one is the grant's to say, or the party's own standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.work.mediation.models import Evidence, Mediation, Party
from commongrid.work.mediation.terms import OPEN, OVER, Seen, State

SIZE = 50
TABS: dict[str, tuple[State, ...]] = {
    "waiting": (State.APPLIED, State.OFFERED),
    "open": (State.ACCEPTED, State.SITTING, State.PAUSED),
    "over": OVER,
}


@dataclass(frozen=True, slots=True)
class Exists:
    """All that is told outside: there is one, its number and where it stands."""

    number: str
    state: str


def listed(actor: Actor, tab: str, after: tuple[datetime, UUID] | None = None) -> list[Mediation]:
    """One page of a post's own matters, the next due first; over ones the newest first. One more when there are more.

    Indexes mediation_by_table, mediation_by_heads.
    """
    rows = Mediation.objects.filter(access.within(actor, "mediation.see"), state__in=TABS[tab])
    rows = rows.select_related("body__unit").defer("summary", "claim", "steps", "pauses")
    if tab == "over":
        if after:
            rows = rows.filter(Q(ended_at__lt=after[0]) | Q(ended_at=after[0], pk__lt=after[1]))
        return list(rows.order_by("-ended_at", "-pk")[: SIZE + 1])
    if after:
        rows = rows.filter(Q(asked_at__gt=after[0]) | Q(asked_at=after[0], pk__gt=after[1]))
        return list(rows.order_by("asked_at", "pk")[: SIZE + 1])
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "asked_at", "pk")[: SIZE + 1])


def counts(actor: Actor) -> dict[str, int]:
    """How many of a post's own matters stand under each tab (indexes mediation_by_table, mediation_by_heads)."""
    told = {name: Count("pk", filter=Q(state__in=states)) for name, states in TABS.items()}
    return Mediation.objects.filter(access.within(actor, "mediation.see")).aggregate(**told)


def by_number(number: str) -> Mediation | None:
    """One matter (unique index on number)."""
    return _whole().filter(number=number[:12].upper()).first()


def whole(pk: UUID) -> Mediation | None:
    """One matter by its id (primary key)."""
    return _whole().filter(pk=pk).first()


def _whole() -> QuerySet[Mediation]:
    return Mediation.objects.select_related("body__unit")


def of_person(person_id: UUID) -> list[Mediation]:
    """Everything somebody is a party to or stands for another in, the newest first (indexes of the keys to the person)."""
    mine = Party.objects.filter(Q(person=person_id) | Q(agent=person_id)).values("mediation")
    return list(_whole().filter(pk__in=mine).order_by("-asked_at"))


def party_of(mediation: Mediation, person_id: UUID | None) -> Party | None:
    """As whom somebody stands in a matter: themselves, or the one they stand for. None for everybody else."""
    if person_id is None:
        return None
    mine = mediation.parties.filter(Q(person=person_id) | Q(agent=person_id))
    return mine.order_by(F("person").desc(nulls_last=True)).first()


def evidence_for(mediation: Mediation, party: Party | None) -> list[Evidence]:
    """What may be seen of the evidence: all of it by the mediators, by a party what is its own or shown to both sides."""
    rows = mediation.evidence.filter(withdrawn_at=None).select_related("party").order_by("added_at", "pk")
    if party is not None:
        rows = rows.filter(Q(party=party) | Q(seen_by=Seen.BOTH))
    return list(rows)


def evidence_for_court(mediation: Mediation, *, property_wanted: bool) -> QuerySet[Evidence]:
    """What the judge may see of it: where it is about property, what both sides see. What was said to the mediators stays there."""
    rows = (
        mediation.evidence.filter(withdrawn_at=None, seen_by=Seen.BOTH)
        if property_wanted
        else Evidence.objects.none()
    )
    return rows.select_related("party").order_by("added_at", "pk")


def exists_for(case: str) -> list[Exists]:
    """What whoever sees a case is told of its mediations: that they are there (index mediation_of_case)."""
    if not case:
        return []
    found = Mediation.objects.filter(case=case).order_by("asked_at")
    return [Exists(number, state) for number, state in found.values_list("number", "state")]


def is_open(mediation: Mediation) -> bool:
    return mediation.state in OPEN
