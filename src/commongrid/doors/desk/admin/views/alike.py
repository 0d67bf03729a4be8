"""Matters that read almost alike: side by side, with what to do about each pair."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.matters import acts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.nearness import ALIKE
from commongrid.registry.matters.terms import Distinction, Item, text

LONGEST = 300


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def near_copies(request: HttpRequest) -> HttpResponse:
    """Pairs nobody has told apart first; a sentence that tells them apart settles one."""
    if request.method == "POST":
        _settle(request)
        return redirect("desk:admin:near_copies")
    language = get_language() or ""
    shown = [
        (
            (_side(pair.one, language), _side(pair.other, language)),
            round(pair.nearness * 100),
            apart.words(language) if apart else None,
        )
        for pair, apart in matters.near_copies()
    ]
    told = {
        "open": [each for each in shown if each[2] is None],
        "settled": [each for each in shown if each[2] is not None],
        "least": round(ALIKE * 100),
    }
    return frame.page(request, "near_copies.html", told, here="catalogue")


def _settle(request: HttpRequest) -> None:
    codes = tuple(code[:32] for code in request.POST.getlist("code")[:2])
    words = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("zh", "en")}
    try:
        acts.tell_apart(Distinction(codes, **words), by=actor_of(request), at=timezone.now())
        messages.success(request, _("Kept. Grid workers read it where they choose between the two."))
    except Refused as refused:
        messages.error(request, say(refused.why))


def _side(item: Item, language: str) -> dict[str, object]:
    row = item.rows[0]
    return {
        "item": item,
        "name": item.name(language),
        "filed": text(row.criterion_zh, row.criterion_en, language),
        "department": wording.department(item.department),
        "handle": wording.limit(row.limits.handle),
    }
