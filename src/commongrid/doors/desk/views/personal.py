"""One's own: the post one acts in, and the filters one keeps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.desk import lists
from commongrid.doors.look import gate
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.units import acts
from commongrid.registry.units import queries as units


@opens_for("session")
@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own posts."""
    wanted = request.POST.get("post", "")
    if not (wanted.isdigit() and request.user.is_authenticated and gate.choose_post(request, int(wanted))):
        messages.error(request, _("That is not one of your posts."))
    return redirect("desk:list")


@opens_for("cases.see")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter of a list under a name."""
    actor = actor_of(request)
    url = f"/desk/?{request.POST.get('query', '')}"
    try:
        acts.save_view(actor.account_id or 0, request.POST.get("name", ""), url, by=actor, at=timezone.now())
        messages.success(request, _("Kept. The link can also be sent to a colleague."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect(url if len(url) < 500 else "desk:list")


@opens_for("cases.see")
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """One's own kept filters with how many cases each lets through: asked for when the page already stands."""
    actor, now = actor_of(request), timezone.now()
    views = units.saved_views(actor.account_id) if actor.account_id else []
    counted = [(view, lists.about(view.url, actor, now)) for view in views]
    told = {"kept": counted, "here": request.GET.get("here", "")}
    return render(request, "desk/kept.html", told)


@opens_for("cases.see")
@require_POST
def drop(request: HttpRequest, view_id: int) -> HttpResponse:
    """Let a kept filter go."""
    actor = actor_of(request)
    acts.drop_view(actor.account_id or 0, view_id, by=actor, at=timezone.now())
    return redirect("desk:list")
