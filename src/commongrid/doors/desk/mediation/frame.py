"""What the pages of mediation share: the matter they are about, the look that is written, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from commongrid.base.access import rules as access
from commongrid.base.privacy import acts as privacy
from commongrid.doors.desk import frame
from commongrid.doors.look import facts
from commongrid.doors.look.gate import actor_of, require
from commongrid.registry.people.models import Person
from commongrid.work.mediation import queries
from commongrid.work.mediation.models import Mediation, Party

WHY = "办理本件调解"
"""The reason that stands in the access log: whoever sits at the table has to know who is in the dispute."""


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of mediation with the paths its reader may take."""
    actor, matter = actor_of(request), told.get("mediation")
    abilities = ("see", "take", "set_up", "run", "decide")
    may = {
        each: access.may(actor, f"mediation.{each}", matter).answer
        if matter is not None and each in ("run", "decide")
        else access.has(actor, f"mediation.{each}")
        for each in abilities
    }
    response = frame.page(request, f"desk/mediation/{name}.html", {"may": may, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def matter_or_404(request: HttpRequest, number: str) -> Mediation:
    """The matter of an address; NotAllowed for everybody who is not at its table."""
    found = queries.by_number(number) if "\x00" not in number else None
    if found is None:
        raise Http404
    require(request, "mediation.see", found)
    return found


def parties(request: HttpRequest, mediation: Mediation) -> list[tuple[Party, Person | None]]:
    """The parties with who they are, in full for those at the table; each look is written first."""
    rows = list(
        mediation.parties.select_related("person", "agent", "chosen__post__account").order_by("side", "pk")
    )
    by, at, context = actor_of(request), timezone.now(), f"mediation:{mediation.number}"
    for person in (one for row in rows for one in (row.person, row.agent) if one is not None):
        privacy.record_look(
            "people_person.name", row=person.pk, person_id=person.pk, by=by, at=at, why=WHY, context=context
        )
    return [(row, row.person) for row in rows]


def party_or_404(mediation: Mediation, text: str) -> Party:
    """One of the matter's parties by its id."""
    try:
        found = mediation.parties.filter(pk=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def named(parties: Iterable[tuple[Party, Person | None]]) -> list[tuple[str, str]]:
    """Parties that were read already, as choices."""
    told, language = [], get_language() or "zh-hans"
    for party, person in parties:
        name = party.organisation or (person.name if person else "") or "–"
        told.append((str(party.pk), f"{name} · {facts.word('mediation_side', party.side, language)}"))
    return told
