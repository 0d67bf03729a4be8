"""What the pages of ratings share: the one they are about, and what the reader's post may do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from commongrid.base.access import rules as access
from commongrid.base.verdicts import Why
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.doors.look.sentences import say
from commongrid.work.ratings import queries, stored
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import Criterion

ABILITIES = ("rate", "decide", "decide_appeal")


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of ratings; `may` says what the post may do, on the rating of the page where there is one."""
    actor, thing = actor_of(request), context.get("rating")
    may = {
        name: access.may(actor, f"ratings.{name}", thing).answer
        if thing
        else access.has(actor, f"ratings.{name}")
        for name in ABILITIES
    }
    may["publish"] = access.has(actor, "admin.catalogue")
    return frame.page(request, f"desk/ratings/{template}", {"may": may, **context}, status=status)


def rating_or_404(request: HttpRequest, rating_id: UUID) -> Rating:
    """The rating of an address; NotAllowed outside the post's reach."""
    found = queries.rating(rating_id)
    if found is None:
        raise Http404
    require(request, "ratings.see", found)
    return found


def language() -> str:
    return get_language() or "zh-hans"


def lines(rating: Rating) -> list[dict[str, Any]]:
    """Each criterion with whether it is met and why, in the reader's language."""
    found = {each.code: each for each in stored.findings(rating.findings)}
    return [
        _line(each, found[each.code].is_met, found[each.code].why, found[each.code].note)
        for each in queries.edition_kept(rating.edition_id).criteria
        if each.code in found
    ]


def _line(criterion: Criterion, is_met: bool, why: Why, note: str) -> dict[str, Any]:
    return {
        "words": criterion.words(language()),
        "need": criterion.need.value,
        "is_met": is_met,
        "why": say(why),
        "note": note,
    }
