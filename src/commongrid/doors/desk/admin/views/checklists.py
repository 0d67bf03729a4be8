"""Checklists: the list, one as the worker will see it, switching it, and a new edition from a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import Outrun, Refused
from commongrid.doors.desk.admin import frame, inspecting, uploads
from commongrid.doors.desk.admin.forms.files import ChecklistForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists import acts, queries
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.packs import checklists as tables
from commongrid.registry.packs.terms import Fault


def checklist_or_404(code: str) -> Checklist:
    try:
        return queries.checklist(code)
    except Refused:
        raise Http404 from None


@opens_for("admin.catalogue")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every checklist with what it is for, how much it asks, and whether it is in use."""
    language = get_language() or ""
    rows = [(each, each.name(language), inspecting.premises(each, language)) for each in queries.checklists()]
    return frame.page(request, "checklists.html", {"rows": rows}, here="checklists")


@opens_for("admin.catalogue")
@require_GET
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """One checklist: try it with answers in the address, and its editions."""
    found, language = checklist_or_404(code), get_language() or ""
    told = {
        "checklist": found,
        "name": found.name(language),
        "premises": inspecting.premises(found, language),
        "preview": inspecting.preview(found, request.GET.dict(), language),
        "editions": queries.editions(code),
    }
    return frame.page(request, "checklist.html", told, here="checklists")


@opens_for("admin.catalogue")
@require_GET
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Its questions as CSV: to change, and to send back."""
    found = checklist_or_404(code)
    answer = HttpResponse("\ufeff" + inspecting.as_table(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.csv"'
    return answer


@opens_for("admin.catalogue")
@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Take a checklist out of use or back into it, with a reason."""
    found, why = checklist_or_404(code), request.POST.get("why", "").strip()[:200]
    if not why:
        messages.error(request, _("Say why: it stands in the journal."))
        return redirect("desk:admin:checklist", code=code)
    try:
        acts.switch(found.code, on="on" in request.POST, by=actor_of(request), at=timezone.now(), why=why)
        messages.success(request, _("Done. Inspections already begun go on as they are."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:checklist", code=code)


@dataclass(frozen=True, slots=True)
class Checked:
    """A table that was sent: the checklist it makes, and its faults."""

    new: Checklist
    faults: list[Fault]


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, code: str) -> HttpResponse:
    """A new edition from a table: checked first and shown, published as it was checked."""
    current, actor = checklist_or_404(code), actor_of(request)
    if "publish" in request.POST:
        return _publish(request, current)
    form = ChecklistForm(request.POST or None, request.FILES or None)
    told: dict[str, object] = {"checklist": current, "name": current.name(get_language() or ""), "form": form}
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        checked = _checked(form.cleaned_data["file"], current)
        same = not checked.faults and checked.new.questions == current.questions
        kept = "" if checked.faults or same else _keep(form, current, actor.account_id)
        status = 422 if checked.faults else 200
        told |= {
            "checked": checked,
            "same": same,
            "kept": kept,
            "changes": [] if checked.faults else inspecting.changes(current, checked.new),
            "preview": None if checked.faults else inspecting.preview(checked.new, {}, get_language() or ""),
        }
    return frame.page(request, "checklist_new.html", told, here="checklists", status=status)


def _checked(text: str, current: Checklist) -> Checked:
    return Checked(*tables.read_questions(text, current.code, queries.may_open(), current))


def _keep(form: ChecklistForm, current: Checklist, account: int | None) -> str:
    return uploads.keep(account, {**form.cleaned_data, "number": current.number, "code": current.code})


def _publish(request: HttpRequest, current: Checklist) -> HttpResponse:
    actor = actor_of(request)
    kept = uploads.kept(actor.account_id, request.POST["publish"])
    if kept is None or kept["code"] != current.code:
        messages.error(
            request, _("The checked file is no longer kept. Nothing was written; please send it again.")
        )
        return redirect("desk:admin:checklist_new", code=current.code)
    try:
        if kept["number"] != current.number:
            raise Outrun("checklists.outrun", code=current.code)
        new = _checked(kept["file"], current).new
        acts.publish([new], origin=acts.DESK, by=actor, at=timezone.now(), why=kept["why"])
        messages.success(request, _("Published. Inspections already begun keep the edition they began with."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:checklist", code=current.code)
