"""My matters: those that wait for an answer, those at the table by what is due next, those that are over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from commongrid.base.reads import page_key
from commongrid.doors.desk.mediation import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.mediation import queries


@opens_for("mediation.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One tab at a time. Nothing in the list says who is in a dispute or what it is about."""
    actor, asked = actor_of(request), request.GET.get("tab", "")
    many = queries.counts(actor)
    tab = asked if asked in many else "waiting" if many["waiting"] and not many["open"] else "open"
    at, pk = page_key(request.GET.get("after", "")) or (None, None)
    rows = queries.listed(actor, tab, (at, pk) if at and pk and tab != "open" else None)
    last = rows[queries.SIZE - 1] if len(rows) > queries.SIZE and tab != "open" else None
    moment = (last.ended_at if tab == "over" else last.asked_at) if last else None
    told = {
        "tab": tab,
        "tabs": [(name, count, name == tab) for name, count in many.items()],
        "rows": rows[: queries.SIZE],
        "next_url": f"?{urlencode({'tab': tab, 'after': f'{moment.isoformat()}~{last.pk}'})}"
        if last and moment
        else "",
    }
    return frame.page(request, "list", told)
