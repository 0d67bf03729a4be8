"""A rule of law in plain words, for whoever reads its name somewhere in the house."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.verdicts import Refused
from commongrid.doors.look import law as laws
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.registry.statutes import queries


@opens_for("public")
@require_GET
def law(request: HttpRequest, key: str) -> HttpResponse:
    """What it says, whom it binds, since when, where its words were seen; the others of the same law."""
    today = timezone.localdate()
    try:
        rule = queries.limit(key, on=today)
    except Refused:
        raise Http404 from None
    others = [each for each in queries.in_force(today) if each.law == rule.law and each.key != key]
    told = {**laws.told(rule), "others": [laws.told(each) for each in others]}
    return frame.page(request, "portal/law.html", told)
