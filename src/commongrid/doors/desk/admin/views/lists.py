"""Lists of reasons, and the city's own dispatch rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import Outrun, Refused
from commongrid.doors.desk.admin import frame
from commongrid.doors.desk.admin.forms import lists as forms
from commongrid.doors.desk.admin.forms import ruling
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.matters import acts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.work.dispatch import acts as dispatch
from commongrid.work.dispatch.models import Rule

SHOWN = 200


@opens_for("admin.catalogue")
@require_GET
def reasons(request: HttpRequest) -> HttpResponse:
    """Every list, with what must be stated and what the reporter is told."""
    found = matters.kept().reasons
    lists = [
        (str(kind), [one for (each, _code), one in found.items() if each == kind]) for kind in ReasonKind
    ]
    return frame.page(request, "reasons.html", {"lists": lists}, here="reasons")


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def reason(request: HttpRequest, kind: str, code: str = "") -> HttpResponse:
    """Add a reason to a list, or change one."""
    if kind not in set(ReasonKind):
        raise Http404
    found = matters.kept().reasons.get((kind, code)) if code else None
    if code and found is None:
        raise Http404
    first = forms.row_of(found) if found else {"active": True, "counts": True, "confidence": "proposal"}
    first["token"] = str(matters.kept().token)
    form = forms.ReasonForm(request.POST or None, initial=first, reason=found, kind=kind)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form)
            messages.success(request, _("Kept."))
            return redirect("desk:admin:reasons")
        except Refused as refused:
            form.add_error(None, say(refused.why))
            status = 409 if isinstance(refused, Outrun) else 422
    told = {"form": form, "kind": kind, "reason": found}
    return frame.page(request, "reason.html", told, here="reasons", status=status)


def _keep(request: HttpRequest, form: forms.ReasonForm) -> None:
    """A list is written as a whole, so it is only written when nobody has changed the catalogue meanwhile."""
    now = matters.kept()
    if form.cleaned_data["token"] != str(now.token):
        raise Outrun("matters.outrun_catalogue")
    row = form.row()
    rows = {(one.kind, one.code): forms.row_of(one) for one in now.reasons.values()}
    rows[row["kind"], row["code"]] = row
    acts.set_reasons(rows.values(), by=actor_of(request), at=timezone.now())


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Rules in force and ended, and the form for another; the longest area, then the longest code wins."""
    form = ruling.RuleForm(request.POST or None, initial={"matter": request.GET.get("matter", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        dispatch.set_rule(**told, by=actor_of(request), at=timezone.now())
        messages.success(request, _("The rule holds from now on; cases already waiting keep their proposal."))
        return redirect("desk:admin:rules")
    found = Rule.objects.select_related("unit").order_by("matter", "area", "-set_at")
    shown = {
        "form": form,
        "known": ruling.known(),
        "rules": [_named(rule) for rule in found.filter(ended_at=None)[:SHOWN]],
        "ended": [_named(rule) for rule in found.exclude(ended_at=None)[:SHOWN]],
    }
    return frame.page(request, "rules.html", shown, here="rules", status=422 if form.errors else 200)


def _named(rule: Rule) -> tuple[Rule, str, str]:
    """The rule with the names of its matter and its area; "" where the code is a beginning or means everything."""
    item, language = matters.kept().items.get(rule.matter), get_language() or "zh-hans"
    area = naming.placed(rule.area, "en" if language.startswith("en") else language)
    return rule, naming.of(item.name_zh) if item else "", area if area != rule.area else ""


@opens_for("admin.catalogue")
@require_POST
def end_rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """The catalogue decides again."""
    found = Rule.objects.select_related("unit").filter(pk=rule_id).first()
    if found is None:
        raise Http404
    try:
        dispatch.end_rule(
            found, by=actor_of(request), at=timezone.now(), why=request.POST.get("why", "")[:200]
        )
        messages.success(request, _("The rule is ended; the catalogue decides again."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:rules")
