"""Somebody is away for a while."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from commongrid.base.access import acts as access
from commongrid.doors.desk.rosters import frame
from commongrid.doors.desk.rosters.forms import AwayForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.duty import acts, queries
from commongrid.registry.duty.terms import Roster


@opens_for("duty.plan")
@require_http_methods(["GET", "POST"])
def away(request: HttpRequest, code: str) -> HttpResponse:
    """Whole days from one to another; shifts already laid out then are named, for they stay until they are changed."""
    unit, now = frame.unit_or_404(request, code), timezone.now()
    access.require(actor_of(request), "duty.plan", Roster(unit.division_id))
    posts = queries.staff(unit.pk, timezone.localdate(now))
    form = AwayForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        told, zone = form.cleaned_data, timezone.get_current_timezone()
        post = next(one for one in posts if one.pk == told["post"])
        first = datetime.combine(told["first"], time(), zone)
        last = datetime.combine(told["last"] + timedelta(days=1), time(), zone)
        acts.set_away(post, starts_at=first, ends_at=last, by=actor_of(request), at=now)
        messages.success(request, _("Noted. Nobody is asked why."))
        held = sum(not each.is_away for each in queries.busy([post.pk], first, last))
        if held:
            words = ngettext(
                "%(n)d shift of that time still names them; give it to somebody else.",
                "%(n)d shifts of that time still name them; give them to somebody else.",
                held,
            )
            messages.warning(request, words % {"n": held})
        return redirect("desk:rosters:week", code=unit.code)
    return frame.page(request, "away.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)
