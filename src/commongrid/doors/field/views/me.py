"""Me: the post I act in, what is kept about me, and how this looks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access import rules as access
from commongrid.doors.field import cards, frame
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for


@opens_for("session")
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """My posts, the switches, and signing out."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return page(request)


def page(request: HttpRequest, *, status: int = 200, **filled: Any) -> HttpResponse:
    """Me, with what was filled in on the card where it came back."""
    told = {
        "posts": gate.posts(request),
        "signs": access.has(gate.actor_of(request), "duty.see"),
        **cards.shown(request),
        **filled,
    }
    return frame.page(request, "field/me.html", told, tab="me", status=status)


@opens_for("session")
@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Act in another of my posts."""
    try:
        chosen = gate.choose_post(request, int(request.POST.get("post", "0")))
    except ValueError:
        chosen = False
    if not chosen:
        messages.error(request, _("That is not one of your posts."))
    return redirect("field:me")
