"""Who mediates where, who may sit, and who is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from commongrid.base.verdicts import Refused, Verdict
from commongrid.work.mediation import choosing
from commongrid.work.mediation.models import Body, Mediation, Mediator, Seat
from commongrid.work.mediation.terms import OPEN, Candidate, Engagement, Leaving, SeatState


@dataclass(frozen=True, slots=True)
class Area:
    """An area, as a grant asks about it."""

    area: str


def bodies(area: str = "") -> list[Body]:
    """Bodies in use whose division covers an area, the closest first; all of them without one (dozens, read whole)."""
    found = Body.objects.filter(is_active=True, unit__active=True).select_related("unit")
    covering = [each for each in found if area.startswith(_covers(each))] if area else list(found)
    return sorted(covering, key=lambda each: (-len(_covers(each)), each.kind != "people", each.unit.code))


def _covers(body: Body) -> str:
    code = str(body.unit.division_id)
    return code.rstrip("0") if len(code) <= 6 else code


def body_for(area: str, wanted: int | None = None) -> Body:
    """The body somebody asked for, else the closest people's committee. Refused: mediation.no_body."""
    found = bodies(area)
    if wanted is not None:
        found = [each for each in bodies() if each.pk == wanted]
    if not found:
        raise Refused("mediation.no_body")
    return found[0]


def heads_of(body_ids: Iterable[int]) -> list[int]:
    """The posts of the heads of these bodies."""
    found = Mediator.objects.filter(body__in=list(body_ids), is_head=True, is_active=True)
    return sorted(found.values_list("post_id", flat=True))


def mediators(body_ids: Iterable[int] | None = None) -> list[Mediator]:
    """Mediators in use with how many open matters they sit at (`load`), by body and name (index mediation_seat_load)."""
    found = Mediator.objects.filter(is_active=True, body__is_active=True)
    if body_ids is not None:
        found = found.filter(body__in=list(body_ids))
    is_open = ~Q(seats__state=SeatState.LEFT) & Q(seats__mediation__state__in=OPEN)
    loaded = found.annotate(load=Count("seats", filter=is_open)).select_related(
        "body__unit", "post__account", "post__unit"
    )
    return list(loaded.order_by("body", "post__account__name", "pk"))


def candidates(mediation: Mediation, *, everywhere: bool = False) -> list[Candidate]:
    """Who may be asked: not who sits already, nor who left for a tie; of its own body, or of every body in use."""
    told = dict(Seat.objects.filter(mediation=mediation).values_list("mediator", "leaving"))
    rows = mediators(None if everywhere else [mediation.body_id])
    return [_candidate(each, told) for each in rows if told.get(each.pk, "left") != ""]


def _candidate(row: Mediator, told: dict[int, str]) -> Candidate:
    return Candidate(
        row.pk,
        tuple(row.topics),
        tuple(row.languages),
        getattr(row, "load", 0),
        row.engagement == Engagement.EXPERT,
        told.get(row.pk) == Leaving.TIE,
    )


def proposed(
    mediation: Mediation, languages: Iterable[str] = ()
) -> list[tuple[Mediator, Verdict[Candidate]]]:
    """Mediators of every body, the ones that fit best first, each with why."""
    known = {each.pk: each for each in mediators()}
    found = choosing.propose(candidates(mediation, everywhere=True), mediation.topic, set(languages))
    ours = [(known[each.answer.id], each) for each in found]
    return sorted(ours, key=lambda one: one[0].body_id != mediation.body_id)
