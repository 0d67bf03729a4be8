"""Centres and halls within reach by level, with what stands of each, and what is under way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.doors.desk.centres import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.points.terms import Ground
from commongrid.work.centres import queries, rules
from commongrid.work.centres.queries.assessments import SHOWN
from commongrid.work.centres.queries.comparing import how
from commongrid.work.centres.terms import Level


@opens_for("centres.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """How many of each level stand how, the centres themselves, and assessments that wait for somebody."""
    actor, today = actor_of(request), timezone.localdate()
    lines = queries.points(actor)
    asked = (request.GET.get("level", ""), request.GET.get("how", ""))
    shown = [
        (point, last, how(last, today), access.may(actor, "centres.assess", Ground(point.division_id)).answer)
        for point, last in lines
        if asked[0] in ("", rules.level_of(point.division_id)) and asked[1] in ("", how(last, today))
    ]
    told = {
        "levels": [one for one in queries.by_level(lines, today) if one.all],
        "open": list(queries.of_area(actor)[:SHOWN]),
        "lines": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "count": len(shown),
        "level": asked[0] if asked[0] in set(Level) else "",
        "how": asked[1],
        "edition": queries.last(),
    }
    return frame.page(request, "list", told)
