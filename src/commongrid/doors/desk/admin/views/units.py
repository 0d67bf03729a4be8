"""Units: the list as a tree by division, one unit with the people who hold its posts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame, staffing, wording
from commongrid.doors.desk.admin.catalogue_list import Choice
from commongrid.doors.desk.admin.forms import units as forms
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.units import acts
from commongrid.registry.units import queries as posts
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import Level, UnitKind

SIZE = 100


def unit_or_404(code: str) -> Unit:
    found = Unit.objects.select_related("division", "parent").filter(code=code).first()
    if found is None:
        raise Http404
    return found


@opens_for("admin.registry")
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Units by division, with how many hold a post there."""
    asked, today = request.GET, timezone.localdate()
    chosen = staffing.units_without_officers(today) if asked.get("without") else Unit.objects.all()
    held = Q(posts__starts_on__lte=today) & (Q(posts__ends_on=None) | Q(posts__ends_on__gte=today))
    fitting = chosen.filter(
        _fits(
            asked.get("q", "").strip(), asked.get("kind", ""), asked.get("level", ""), asked.get("within", "")
        )
    )
    page = fitting.filter(code__gt=asked.get("after", "")).order_by("code").select_related("division")
    found = list(page.annotate(people=Count("posts", filter=held))[: SIZE + 1])
    more = asked.copy()
    more["after"] = found[SIZE - 1].code if len(found) > SIZE else ""
    told = {
        "units": [
            (unit, len(unit.division_id) // 4, wording.department(unit.department)) for unit in found[:SIZE]
        ],
        "total": fitting.count(),
        "next_url": f"?{more.urlencode()}" if more["after"] else "",
        "choices": _choices(asked),
        "q": asked.get("q", ""),
    }
    return frame.page(request, "units.html", told, here="units")


def _fits(text: str, kind: str, level: str, within: str) -> Q:
    named = (
        Q(code__icontains=text)
        | Q(name_zh__icontains=text)
        | Q(name_en__icontains=text)
        | Q(department__iexact=text)
    )
    fits = named if text else Q()
    fits &= Q(kind=kind) if kind else Q()
    fits &= Q(level=level) if level else Q()
    return fits & (Q(division__code__startswith=within) if within else Q())


def _choices(asked: Any) -> list[Choice]:
    any_, root = [("", _("any"))], places.city()
    towns = places.divisions_within(root.code, "town").values_list("code", "name") if root else ()
    without = [("", _("any")), ("1", _("nobody to take a case"))]
    return [
        Choice("kind", _("Kind"), any_ + forms.words_of("unit_kind", UnitKind), asked.get("kind", "")),
        Choice("level", _("Level"), any_ + forms.words_of("level", Level), asked.get("level", "")),
        Choice("within", _("Town"), any_ + list(towns), asked.get("within", "")),
        Choice("without", _("People"), without, asked.get("without", "")),
    ]


@opens_for("admin.registry")
@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: what it answers for, the units below it, and who holds its posts."""
    found = unit_or_404(code)
    told = {
        "unit": found,
        "department": wording.department(found.department),
        "hours": forms.hours_text(found.hours),
        "below": list(Unit.objects.filter(parent=found).order_by("code")[:SIZE]),
        "posts": list(posts.colleagues(found.pk, timezone.localdate())[:200]),
        "path": places.path_of(found.division_id),
    }
    return frame.page(request, "unit.html", told, here="units")


@opens_for("admin.registry")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a unit, or change one."""
    found = unit_or_404(code) if code else None
    first = forms.of_unit(found) if found else {"division": request.GET.get("division", ""), "active": True}
    form = forms.UnitForm(request.POST or None, initial=first, unit=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = acts.set_unit(
                form.row(), by=actor_of(request), at=timezone.now(), why=form.cleaned_data["why"]
            )
            messages.success(request, _("Kept."))
            return redirect("desk:admin:unit", code=saved.code)
        except Refused as refused:
            form.add_error(None, say(refused.why))
    told = {"unit": found, "form": form}
    return frame.page(request, "unit_edit.html", told, here="units", status=422 if form.errors else 200)
