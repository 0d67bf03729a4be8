"""The inbox: what somebody was told, the newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.notices import acts, queries
from commongrid.base.verdicts import Why
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, opens_for


@opens_for("staff")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """One page by keyset; each notice with the page it is about."""
    page = queries.inbox(actor_of(request), request.GET.get("after", ""))
    told = [(notice, Why(notice.kind, notice.facts)) for notice in page.notices]
    return frame.page(request, "desk/inbox.html", {"told": told, "after": page.after}, queue="inbox")


@opens_for("staff")
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all of one's own as read."""
    acts.mark_all_read(by=actor_of(request), at=timezone.now())
    return redirect("desk:inbox")
