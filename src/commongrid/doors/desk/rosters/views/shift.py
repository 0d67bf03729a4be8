"""One shift: how it was attended, its history, and changing, swapping or dropping it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import areas
from commongrid.doors.desk.rosters import frame
from commongrid.doors.desk.rosters.forms import ChangeForm, SwapForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.duty import acts, queries, rules
from commongrid.registry.duty.models import Shift
from commongrid.registry.units.models import Post

MOST_SWAPS = 60


@opens_for("duty.see")
@require_http_methods(["GET", "POST"])
def shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """GET: the shift. POST: another holder or other hours."""
    one = frame.shift_or_404(request, shift_id)
    posts = queries.staff(one.unit_id, timezone.localdate(one.starts_at))
    form = _change_form(one, posts, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        post = next(each for each in posts if each.pk == told["post"])
        try:
            acts.change(
                one,
                post=post,
                starts_at=told["starts_at"],
                ends_at=told["ends_at"],
                by=actor_of(request),
                at=timezone.now(),
                why=told["why"],
            )
            messages.success(request, _("Changed."))
            return redirect("desk:rosters:shift", shift_id=one.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return _page(request, one, change=form)


def _change_form(one: Shift, posts: Sequence[Post], sent: QueryDict | None = None) -> ChangeForm:
    """The shift as it is, to be changed; `sent` is what somebody changed."""
    as_it_is = {
        "post": one.post_id,
        "starts_at": timezone.localtime(one.starts_at),
        "ends_at": timezone.localtime(one.ends_at),
    }
    return ChangeForm(sent, posts=posts, initial=as_it_is)


def _page(
    request: HttpRequest, one: Shift, *, change: ChangeForm | None = None, swap: SwapForm | None = None
) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    others = list(queries.swappable(one, now)[:MOST_SWAPS])
    mine = frame.mine(request)
    told: dict[str, Any] = {
        "unit": one.unit,
        "shift": one,
        "covers": areas.names([one.area]).get(one.area, one.area),
        "told": rules.how_attended(one.starts_at, one.ends_at, one.signed_on_at, one.signed_off_at, now),
        "is_mine": one.post.account_id == actor.account_id,
        "mine": mine,
        "may_read": mine is not None and one.pk in {each.pk for each in queries.to_read(mine, now)},
        "is_ahead": one.signed_on_at is None and one.ends_at > now,
        "change": change,
        "swap": swap or SwapForm(shifts=others),
        "others": others,
        "entries": list(reversed(history.history("shift", str(one.pk)))),
    }
    wrong = bool((change and change.errors) or (swap and swap.errors))
    return frame.page(request, "shift.html", told, status=422 if wrong else 200)


@opens_for("duty.plan")
@require_POST
def swap(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Exchange it with the shift of another."""
    one, now = frame.shift_or_404(request, shift_id), timezone.now()
    others = list(queries.swappable(one, now)[:MOST_SWAPS])
    form = SwapForm(request.POST, shifts=others)
    if form.is_valid():
        other = next(each for each in others if each.pk == form.cleaned_data["other"])
        try:
            acts.swap(one, other, by=actor_of(request), at=now, why=form.cleaned_data["why"])
            messages.success(request, _("Swapped; both histories tell it."))
            return redirect("desk:rosters:shift", shift_id=one.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    posts = queries.staff(one.unit_id, timezone.localdate(one.starts_at))
    return _page(request, one, change=_change_form(one, posts), swap=form)


@opens_for("duty.plan")
@require_POST
def drop(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Take it out of the roster, with a reason."""
    one, why = frame.shift_or_404(request, shift_id), request.POST.get("why", "").strip()[:200]
    if not why:
        messages.error(request, _("Say why it is taken out; whoever held it reads it."))
        return redirect("desk:rosters:shift", shift_id=one.pk)
    try:
        acts.drop(one, by=actor_of(request), at=timezone.now(), why=why)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("desk:rosters:shift", shift_id=one.pk)
    messages.success(request, _("Taken out of the roster."))
    return redirect("desk:rosters:week", code=one.unit.code)
