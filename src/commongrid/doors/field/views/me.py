"""Me: the post I act in, what is kept about me, and how this looks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed
from commongrid.doors.field import frame
from commongrid.doors.field.mine import CardForm
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.registry.serving import acts, queries
from commongrid.registry.serving.terms import CARRIES_CARD
from commongrid.registry.units.models import Post


@opens_for("session")
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """My posts, the switches, and signing out."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return _page(request, CardForm(initial=_shown(request)) if _own_post(request) else None)


def _page(request: HttpRequest, form: CardForm | None, *, status: int = 200) -> HttpResponse:
    told = {
        "posts": gate.posts(request),
        "card_form": form,
        "has_card": bool(_shown(request)),
        "signs": access.has(gate.actor_of(request), "duty.see"),
    }
    return frame.page(request, "field/me.html", told, tab="me", status=status)


@opens_for("staff")
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """Agree to show residents this much of me in the post I act in, or take it all back."""
    post, at = _own_post(request), timezone.now()
    if post is None:
        raise NotAllowed("serving.no_card")
    form = CardForm(request.POST)
    if "withdraw" in request.POST:
        acts.withdraw_card(post, by=gate.actor_of(request), at=at)
        messages.success(request, _("Taken back. Residents see only the post and the community’s number."))
    elif form.is_valid():
        kept = acts.show_card(post, **form.cleaned_data, by=gate.actor_of(request), at=at)
        messages.success(
            request,
            _("Kept. Residents see this from now on.") if kept else _("Nothing is shown of you."),
        )
    else:
        return _page(request, form, status=422)
    return redirect("field:me")


def _own_post(request: HttpRequest) -> Post | None:
    """The post I act in, when it carries a card."""
    acting = gate.actor_of(request).post_id
    return next((one for one in gate.posts(request) if one.pk == acting and one.role in CARRIES_CARD), None)


def _shown(request: HttpRequest) -> dict[str, object]:
    post = _own_post(request)
    kept = queries.card_of(post.pk) if post else None
    names = ("shows_name", "work_phone", "hours")
    return {name: getattr(kept, name) for name in names} if kept else {}


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
