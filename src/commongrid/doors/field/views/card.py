"""The card residents see: agreeing to it, to a photo on it, and taking either back; nobody but its holder can."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import cards
from commongrid.doors.field.mine import CardForm, PortraitForm
from commongrid.doors.field.views import me
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.serving import acts
from commongrid.registry.units.models import Post


def post_or_refused(request: HttpRequest) -> Post:
    found = cards.own_post(request)
    if found is None:
        raise NotAllowed("serving.no_card")
    return found


@opens_for("staff")
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """Agree to show residents this much of me in the post I act in, or take it all back."""
    post, at = post_or_refused(request), timezone.now()
    form = CardForm(request.POST)
    if "withdraw" in request.POST:
        acts.withdraw_card(post, by=actor_of(request), at=at)
        messages.success(request, _("Taken back. Residents see only the post and the community’s number."))
    elif form.is_valid():
        kept = acts.show_card(post, **form.cleaned_data, by=actor_of(request), at=at)
        messages.success(
            request,
            _("Kept. Residents see this from now on.") if kept else _("Nothing is shown of you."),
        )
    else:
        return me.page(request, card_form=form, status=422)
    return redirect("field:me")


@opens_for("staff")
@require_POST
def portrait(request: HttpRequest) -> HttpResponse:
    """Agree to show this photo of me, or take the one that is shown back: then it is deleted."""
    post, by, at = post_or_refused(request), actor_of(request), timezone.now()
    if "withdraw" in request.POST:
        acts.withdraw_portrait(post, by=by, at=at)
        messages.success(request, _("Taken back. The photo is deleted."))
        return redirect("field:me")
    form = PortraitForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            acts.show_portrait(post, form.cleaned_data["portrait"], by=by, at=at)
            messages.success(request, _("Kept. Residents see the photo from now on."))
            return redirect("field:me")
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("portrait", say(refused.why))
    return me.page(request, portrait_form=form, status=422)
