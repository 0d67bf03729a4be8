"""An assessor at a place: what is looked up, what they saw, and what it comes to."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.ratings import frame
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.ratings import acts, judging, queries
from commongrid.work.ratings.terms import Criteria

YES_NO = [("yes", gettext_lazy("Met")), ("no", gettext_lazy("Not met"))]


class ProposeForm(wording.Form):
    """What was seen on the spot, criterion by criterion, each with a few words."""

    key = wording.sending_key()

    def __init__(self, *given: Any, criteria: Criteria, **named: Any) -> None:
        super().__init__(*given, **named)
        self.criteria = criteria
        for each in criteria.seen:
            self.fields[f"met-{each.code}"] = forms.ChoiceField(
                label=each.words(frame.language()), choices=YES_NO, widget=forms.RadioSelect
            )
            self.fields[f"note-{each.code}"] = forms.CharField(
                label=_("What you saw"), required=False, max_length=200
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        return [
            (self[f"met-{each.code}"], self[f"note-{each.code}"], each.need.value)
            for each in self.criteria.seen
        ]

    def seen(self) -> dict[str, tuple[bool, str]]:
        told = self.cleaned_data
        return {
            each.code: (told[f"met-{each.code}"] == "yes", told[f"note-{each.code}"].strip())
            for each in self.criteria.seen
        }


@opens_for("ratings.rate")
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """GET: what is known already, and what is to be looked at. POST: the proposal; sent twice is once."""
    place = premises.find(code) if "\x00" not in code else None
    if place is None:
        raise Http404
    require(request, "ratings.rate", place)
    scheme = queries.scheme_of(place)
    try:
        criteria = queries.criteria(scheme or "", timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("desk:ratings:criteria")
    form = ProposeForm(request.POST or None, criteria=criteria, initial={"key": secrets.token_urlsafe(18)})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.propose(
                place, form.seen(), form.cleaned_data["key"], by=actor_of(request), at=timezone.now()
            )
            messages.success(request, _("Proposed. Whoever answers for the place is told and heard first."))
            return redirect("desk:ratings:one", rating_id=made.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    told = {"premises": place, "form": form, "scheme": criteria.scheme, "known": _known(place, criteria)}
    return frame.page(request, "propose.html", told, status=422 if form.errors else 200)


def _known(place: Premises, criteria: Criteria) -> list[dict[str, Any]]:
    today = timezone.localdate()
    known = queries.known_of(place, today)
    told = [(each, judging.looked_up(each, known, today)) for each in criteria.criteria if each.is_looked_up]
    return [
        {
            "words": each.words(frame.language()),
            "need": each.need.value,
            "is_met": verdict.answer,
            "why": say(verdict.why[0]),
        }
        for each, verdict in told
    ]
