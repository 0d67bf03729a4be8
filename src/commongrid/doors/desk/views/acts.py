"""Doing something to a case: the form as a sheet or a page of its own, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import queries
from commongrid.cases.acts.core import outrun
from commongrid.cases.lifecycle import ACTS, decide
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.desk import frame, undoing
from commongrid.doors.desk.deeds import DEEDS, Deed
from commongrid.doors.desk.deeds.doing import Doing
from commongrid.doors.desk.forms.base import ActForm
from commongrid.doors.desk.forms.stale import carry_on
from commongrid.doors.desk.views.cases import case_or_404
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.refusals import status_of
from commongrid.doors.look.sentences import say

MOST_LIST = 500


@opens_for("cases.see")
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """GET: the form. POST: do it; when somebody was quicker or it is refused, the form comes back as it was filled."""
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    case = case_or_404(number, queries.for_page if request.method == "GET" else queries.for_act)
    require(request, "cases.see", case)
    actor = actor_of(request)
    if request.method == "GET":
        _offer(deed, case)
        return _sheet(request, deed, case, deed.form(case=case, actor=actor, initial=request.GET.dict()))
    form = deed.form(request.POST, case=case, actor=actor)
    if not form.is_valid():
        return _sheet(request, deed, case, form, 422)
    try:
        _do(request, deed, case, form, actor)
    except Refused as refused:
        return _refused(request, deed, case, form, refused)
    _tell(request, deed, case)
    return _back(request, deed, case)


def _offer(deed: Deed, case: Case) -> None:
    """A form is not even shown for what the status does not allow."""
    act = ACTS.get(deed.name)
    if act is not None and not (verdict := decide(act, Status(case.status))).answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def _do(request: HttpRequest, deed: Deed, case: Case, form: ActForm, actor: Actor) -> None:
    if form.cleaned_data["seq"] != case.seq:
        raise outrun(case)
    deed.run(Doing(request, case, form.cleaned_data, actor, timezone.now()))


def _tell(request: HttpRequest, deed: Deed, case: Case) -> None:
    """What was done; a dispatch names the unit and can be taken back while nobody has taken it on."""
    if deed.name not in ("assign", "accept") or case.lead_unit is None:
        messages.success(request, str(deed.done))
        return
    words = _("Dispatched to %(unit)s.") % {"unit": naming.of(case.lead_unit)}
    messages.success(request, words, extra_tags=undoing.url([(case.number, case.seq)], _list(request)))


def _refused(request: HttpRequest, deed: Deed, case: Case, form: ActForm, refused: Refused) -> HttpResponse:
    """What was typed stays; the form now carries the state as it is, so that sending it again is a decision."""
    fresh = case_or_404(case.number)
    form.add_error(None, say(refused.why))
    carry_on(form, fresh.seq)
    if isinstance(refused, NotAllowed):
        raise refused
    return _sheet(request, deed, fresh, form, status_of(refused))


def _sheet(request: HttpRequest, deed: Deed, case: Case, form: ActForm, status: int = 200) -> HttpResponse:
    part = "#sheet" if getattr(request, "htmx", False) else ""
    told = {
        "deed": deed,
        "case": case,
        "about": naming.title(case),
        "form": form,
        "back": _case_url(request, case),
        "list": _list(request),
    }
    return frame.page(request, f"desk/act.html{part}", told, status=status)


def _back(request: HttpRequest, deed: Deed, case: Case) -> HttpResponse:
    """To the list when the case has left its queue, else to the case again; htmx is told to go there."""
    act, beside = ACTS.get(deed.name), _list(request)
    leaves = deed.name == "accept" or (act is not None and act.target is not None)
    url = f"{reverse('desk:list')}?{beside}" if leaves and beside else _case_url(request, case)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def _case_url(request: HttpRequest, case: Case) -> str:
    return f"{reverse('desk:case', args=[case.number])}?{_list(request)}"


def _list(request: HttpRequest) -> str:
    """The filter of the list the reader came from, as it stands in the form or the address."""
    given = request.POST.get("list") or request.GET.get("list") or ""
    return given if len(given) < MOST_LIST else ""
