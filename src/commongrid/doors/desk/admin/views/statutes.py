"""Rules of law: the list, one with its editions, confirming it against the text, and a new edition where the text says otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.forms.statutes import ConfirmForm, ReviseForm
from commongrid.doors.look import law
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.statutes import acts, queries
from commongrid.registry.statutes.terms import Rule

TO_CONFIRM = "to-confirm"


@opens_for("admin.catalogue")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every rule in force, narrowed by law and by whether somebody compared it with the text."""
    held, language = queries.in_force(timezone.localdate()), get_language() or ""
    chosen, sure = request.GET.get("law", ""), request.GET.get("sure", "")
    laws = {each.law: each.law_named(language) for each in held}
    rows = [
        law.told(each)
        for each in held
        if chosen in ("", each.law) and (sure != TO_CONFIRM or each.is_to_be_confirmed)
    ]
    told = {
        "rows": rows,
        "laws": sorted(laws.items(), key=lambda one: one[1]),
        "chosen": chosen,
        "sure": sure,
        "open": sum(each.is_to_be_confirmed for each in held),
        "total": len(held),
    }
    return frame.page(request, "statutes.html", told, here="statutes")


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def statute(request: HttpRequest, key: str) -> HttpResponse:
    """One rule and its editions; sent with `confirm`, somebody has compared it, with `revise`, the text says otherwise."""
    editions = queries.editions(key)
    if not editions:
        raise Http404
    newest = editions[0]
    confirms = ConfirmForm(request.POST if "confirm" in request.POST else None, rule=newest)
    revises = ReviseForm(request.POST if "revise" in request.POST else None, rule=newest)
    form = revises if "revise" in request.POST else confirms
    if request.method == "POST" and form.is_valid() and _carried_out(request, newest, form):
        return redirect("desk:admin:statute", key=key)
    told = {**law.told(newest), "editions": editions, "confirms": confirms, "revises": revises}
    return frame.page(request, "statute.html", told, here="statutes", status=422 if form.errors else 200)


def _carried_out(request: HttpRequest, newest: Rule, form: ConfirmForm | ReviseForm) -> bool:
    """Do it as the edition that was shown; what is refused stands above the form."""
    told, by, at = form.cleaned_data, actor_of(request), timezone.now()
    try:
        if isinstance(form, ReviseForm):
            changes, since = form.changes(), told["from_on"]
            acts.revise(
                newest.key, told["number"], changes, compared=told["compared"], from_on=since, by=by, at=at
            )
            messages.success(request, _("From that day on the new edition holds."))
        else:
            acts.confirm(newest.key, told["number"], compared=told["compared"], by=by, at=at)
            messages.success(request, _("Confirmed. Who compared it, and with what, stands in the journal."))
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    return True
