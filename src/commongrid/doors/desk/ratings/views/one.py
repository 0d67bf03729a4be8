"""One rating: the evidence, the keeper's words, the history, and what may be done now; and its plate to print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import plates as codes
from commongrid.doors.desk.ratings import frame
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.premises import queries as premises
from commongrid.work.ratings import acts, rules
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import RATING

DEEDS = ("decide", "drop", "withdraw", "uphold", "reject")


class WhyForm(wording.Form):
    """Why, in a few words the keeper reads."""

    why = forms.CharField(
        label=gettext_lazy("Reasons given"), max_length=300, help_text=gettext_lazy("The keeper reads them."), widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip


@opens_for("ratings.see")
@require_GET
def one(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """The page of one rating."""
    return show(request, frame.rating_or_404(request, rating_id), {})


def show(request: HttpRequest, found: Rating, wrong: dict[str, WhyForm], status: int = 200) -> HttpResponse:
    """The page with a form for each deed that is possible; `wrong` has those that came back."""
    today, by = timezone.localdate(), actor_of(request)
    raters = ((found.proposed_by, found.proposed_unit), (found.decided_by, found.decided_unit))
    heard = rules.is_heard(found.hear_until, found.explained_at is not None, today)
    told: dict[str, Any] = {
        "rating": found,
        "premises": found.premises,
        "lines": frame.lines(found),
        "entries": list(reversed(history.history(RATING, str(found.pk)))),
        "forms": {deed: wrong.get(deed) or WhyForm(prefix=deed) for deed in DEEDS},
        "may_act": {act: rules.may(found.state, act).answer for act in ("decide", "drop", "withdraw")},
        "heard": heard.answer,
        "heard_why": heard.why[0],
        "is_contested": found.appealed_at is not None and found.appeal_decided_at is None,
        "may_answer": rules.may_decide_appeal(by.account_id, by.unit_id, raters),
        "shown": rules.shown(found.state, found.until, today),
        "plate": premises.plate_of(found.premises),
        "today": today,
    }
    return frame.page(request, "one.html", told, status=status)


@opens_for("ratings.rate", "ratings.decide", "ratings.decide_appeal")
@require_POST
def act(request: HttpRequest, rating_id: UUID, deed: str) -> HttpResponse:
    """Decide, drop, withdraw, or answer an appeal; each with its reasons, and whoever is slower is told who was faster."""
    found = frame.rating_or_404(request, rating_id)
    if deed not in DEEDS:
        raise Http404
    form = WhyForm(request.POST, prefix=deed)
    if not form.is_valid():
        return show(request, found, {deed: form}, 422)
    try:
        _do(deed, found, form.cleaned_data["why"], request)
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return show(request, frame.rating_or_404(request, rating_id), {deed: form}, 422)
    messages.success(request, _("Done. The keeper is told."))
    return redirect("desk:ratings:one", rating_id=found.pk)


def _do(deed: str, found: Rating, why: str, request: HttpRequest) -> None:
    by, at = actor_of(request), timezone.now()
    if deed in ("uphold", "reject"):
        acts.decide_appeal(found.pk, upheld=deed == "uphold", by=by, at=at, why=why)
    else:
        {"decide": acts.decide, "drop": acts.drop, "withdraw": acts.withdraw}[deed](
            found.pk, by=by, at=at, why=why
        )


@opens_for("ratings.see")
@require_GET
def plate(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """The plate of a rating that stands, as a page to print; its code leads to what holds at that moment."""
    found = frame.rating_or_404(request, rating_id)
    held = premises.plate_of(found.premises)
    if rules.shown(found.state, found.until, timezone.localdate()) != "in_force" or held is None:
        raise Http404
    told = {"rating": found, "premises": found.premises, "code": codes.drawn(request, held.token)}
    return frame.page(request, "plate.html", told)
