"""The catalogue: its list, one matter with all its rows and editions, switching it off and on."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import Refused
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.desk.admin import catalogue_list, frame, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.matters import acts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Criterion, Item


def item_or_404(code: str) -> Item:
    try:
        return matters.edition(code)
    except Refused:
        raise Http404 from None


def open_by_edition(item: Item) -> dict[int, int]:
    """How many open cases keep which edition (index cases_case_matter)."""
    found = Case.objects.filter(IS_OPEN, matter=item.matter_id).values_list("edition__number")
    return dict(found.annotate(Count("pk")).values_list("edition__number", "pk__count"))


@opens_for("admin.catalogue")
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every matter, searched by words, English, code or pinyin and narrowed by filters."""
    found = catalogue_list.page(request.GET)
    rows = [
        (item, wording.department(item.department), wording.limit(item.rows[0].limits.handle))
        for item in found.items
    ]
    told = {
        "found": found,
        "rows": rows,
        "choices": catalogue_list.choices(request.GET),
        "q": request.GET.get("q", ""),
        "alike": sum(apart is None for _pair, apart in matters.near_copies()),
    }
    return frame.page(request, "catalogue.html", told, here="catalogue")


@opens_for("admin.catalogue")
@require_GET
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """One matter: what it says, row by row, and its editions with the open cases that keep each."""
    item = item_or_404(code)
    counts = open_by_edition(item)
    editions = [(one, counts.get(one.number, 0)) for one in matters.editions(code)]
    told = {
        "item": item,
        "rows": [_row(row) for row in item.rows],
        "department": wording.department(item.department),
        "flags": [(wording.FIELDS[name], getattr(item, name)) for name in FLAGS],
        "editions": editions,
    }
    return frame.page(request, "matter.html", told, here="catalogue")


FLAGS = (
    "is_public",
    "confidential",
    "rewardable",
    "needs_verification",
    "self_check",
    "auto_assign",
    "urgent",
)


def _row(row: Criterion) -> dict[str, object]:
    limits = [(wording.FIELDS[stage], wording.limit(getattr(row.limits, stage))) for stage in wording.STAGES]
    when = "; ".join(f"{key} = {answer}" for key, answer in row.when.items())
    return {"row": row, "limits": limits, "department": wording.department(row.department), "when": when}


@opens_for("admin.catalogue")
@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Take a matter out of use or back into it, with a reason."""
    item, why = item_or_404(code), request.POST.get("why", "").strip()
    if not why:
        messages.error(request, _("Say why: it stands in the journal."))
        return redirect("desk:admin:matter", code=code)
    try:
        acts.switch(item.code, on="on" in request.POST, by=actor_of(request), at=timezone.now(), why=why)
        messages.success(request, _("Done. Cases already open go on as they are."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:matter", code=code)
