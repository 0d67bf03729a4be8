"""Laying out weeks ahead: a pattern, what it would make with everyone who is passed over, then the writing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from commongrid.base.access import acts as access
from commongrid.base.sendings import acts as sendings
from commongrid.base.verdicts import NotAllowed, Refused, Verdict, Why
from commongrid.doors.desk.rosters import frame, weeks
from commongrid.doors.desk.rosters.patterns import MOST_TURNS, PatternForm
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.duty import acts, queries, rules
from commongrid.registry.duty.terms import LONGEST, Roster, Slot
from commongrid.registry.units.models import Post, Unit


@opens_for("duty.plan")
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the pattern. POST: what it makes; with `do=write` and what was shown unchanged, it is written, once."""
    unit = frame.unit_or_404(request, code)
    access.require(actor_of(request), "duty.plan", Roster(unit.division_id))
    today = timezone.localdate()
    posts = queries.staff(unit.pk, today)
    first = {
        "key": secrets.token_urlsafe(18),
        "starts_on": today + timedelta(days=7 - today.weekday()),
        "begins": time(8, 30),
        "ends": time(17, 30),
        "row": [post.pk for post in posts[:MOST_TURNS]],
    }
    form = PatternForm(request.POST or None, posts=posts, initial=first)
    told: dict[str, Any] = {"unit": unit, "form": form, "posts": posts}
    if request.method == "POST" and form.is_valid():
        is_writing = request.POST.get("do") == "write"
        if is_writing and (done := _written(request, unit, form)):
            return done
        made = _made(form)
        told |= _shown(made, posts, is_new=is_writing and not form.errors)
    return frame.page(request, "plan.html", told, status=422 if form.errors else 200)


def _made(form: PatternForm) -> Verdict[tuple[Slot, ...]]:
    """The shifts of the pattern, over who is away and who stands elsewhere already."""
    told, zone = form.cleaned_data, timezone.get_current_timezone()
    days = told["weeks"] * 7
    first = datetime.combine(told["starts_on"], time(), zone)
    busy = queries.busy(told["row"], first, first + timedelta(days=days) + LONGEST)
    worked = queries.worked_days(told["starts_on"], days)
    return rules.which_shifts(form.pattern(), told["starts_on"], days, worked=worked, busy=busy, zone=zone)


def _fingerprint(slots: Sequence[Slot]) -> str:
    return hashlib.blake2s(repr(slots).encode(), digest_size=16).hexdigest()


def _shown(made: Verdict[tuple[Slot, ...]], posts: Sequence[Post], *, is_new: bool) -> dict[str, Any]:
    named = {post.pk: post for post in posts}
    counts = {post: sum(slot.post_id == post.pk for slot in made.answer) for post in posts}
    return {
        "slots": [(slot, named.get(slot.post_id or 0)) for slot in made.answer],
        "counts": [(post, many) for post, many in counts.items() if many],
        "passed": [_told(why, named) for why in made.why if why.key != "duty.laid"],
        "seen": _fingerprint(made.answer),
        "has_changed": is_new,
        "open": sum(slot.post_id is None for slot in made.answer),
    }


def _told(why: Why, named: dict[int, Post]) -> tuple[str, str]:
    post = named.get(int(why.facts.get("post") or 0))
    return naming.of(post.account) if post else "", say(why)


def _written(request: HttpRequest, unit: Unit, form: PatternForm) -> HttpResponse | None:
    """Write what was shown, once for its key; None where it would be another by now, or was refused."""
    by, at, told = actor_of(request), timezone.now(), form.cleaned_data
    with sendings.once(told["key"], by=by, at=at) as taken:
        if taken.answer is None:
            slots = _made(form).answer
            if told["seen"] != _fingerprint(slots):
                return None
            try:
                many = acts.lay_out(unit, slots, by=by, at=at, why=told["why"])
            except NotAllowed:
                raise
            except Refused as refused:
                form.add_error(None, say(refused.why))
                return None
            taken.keep({"shifts": many})
            words = ngettext("%(n)d shift is laid out.", "%(n)d shifts are laid out.", many) % {"n": many}
            messages.success(request, words)
        else:
            messages.info(request, _("These shifts were laid out already; nothing was written twice."))
    week = weeks.words_of(weeks.monday_of("", told["starts_on"]))
    return redirect(reverse("desk:rosters:week", args=[unit.code]) + f"?week={week}")
