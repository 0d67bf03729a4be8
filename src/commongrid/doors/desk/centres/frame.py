"""What the pages of the centre standard share: the assessment an address names, and its items with how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.centres import queries
from commongrid.work.centres.models import Assessment, Finding
from commongrid.work.centres.terms import Evidence, Item, Part


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its words in the reader's language and how it stands."""

    item: Item
    words: str
    finding: Finding
    photos: list[dict[str, Any]]

    @property
    def is_fact(self) -> bool:
        return self.item.evidence == Evidence.FACT

    @property
    def stands(self) -> str:
        return self.finding.found or self.finding.own


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the centre standard; `may` says what the post may do with what the page is about, or with any."""
    actor, about = actor_of(request), told.get("found")
    may = {"set": access.has(actor, "admin.catalogue")}
    for each in ("assess", "review", "decide_appeal"):
        ability = f"centres.{each}"
        may[each] = access.may(actor, ability, about).answer if about else access.has(actor, ability)
    response = frame.page(request, f"desk/centres/{name}.html", {"may": may, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def assessment_or_404(request: HttpRequest, assessment_id: UUID) -> Assessment:
    """The assessment of an address; NotAllowed out of reach."""
    found = queries.find(assessment_id)
    if found is None:
        raise Http404
    require(request, "centres.see", found)
    return found


def words_of(item: Item) -> str:
    """An item in the reader's language."""
    return item.en if (get_language() or "").startswith("en") else item.zh


def by_part(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under their part, in the order of parts."""
    found = [(str(part), [line for line in lines if line.item.part == part]) for part in Part]
    return [(part, some) for part, some in found if some]
