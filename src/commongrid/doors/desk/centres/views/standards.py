"""The standard: read by everybody who is held to it, published by the administrator."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access.terms import EVERYTHING
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.centres import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.trying import went
from commongrid.work.centres import acts, queries, rules
from commongrid.work.centres.terms import Item, Part, Standard

MOST_BYTES = 200_000


def _now() -> Standard:
    """The standard in force, else the proposed one."""
    last = queries.last()
    return queries.standard_of(last) if last else queries.proposed()


@opens_for("centres.see")
@require_http_methods(["GET", "POST"])
def standard(request: HttpRequest) -> HttpResponse:
    """The items by part with their weights; an administrator publishes another edition below them."""
    now, last = _now(), queries.last()
    initial = {"model_from": now.model_from, "meets_from": now.meets_from, "months": now.months}
    form = forms.Publish(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        require(request, "admin.catalogue", EVERYTHING)
        if form.is_valid() and went(form, lambda: _publish(request, form, now)):
            messages.success(request, _("Published. Whatever is begun from now on is held to it."))
            return redirect("desk:centres:standard")
    parts = [
        (str(part), [(item, frame.words_of(item)) for item in now.items if item.part == part])
        for part in Part
    ]
    whole = sum(item.weight for item in now.items)
    told = {"form": form, "parts": parts, "standard": now, "last": last, "whole": whole}
    return frame.page(request, "standard", told, status=422 if form.errors else 200)


def _publish(request: HttpRequest, form: forms.Publish, now: Standard) -> None:
    told = form.cleaned_data
    items = now.items
    if told["table"]:
        items = _read(told["table"].read(MOST_BYTES))
    made = replace(
        now,
        items=items,
        model_from=told["model_from"],
        meets_from=told["meets_from"],
        months=told["months"],
    )
    acts.publish(made, by=actor_of(request), at=timezone.now(), why=told["why"])


def _read(sent: bytes) -> tuple[Item, ...]:
    """The items of a table that was sent. Refused with the first line that cannot be read."""
    try:
        found = rules.items_of(sent.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("centres.line_unclear", line=1) from None
    if found.why:
        raise Refused(found.why[0].key, **found.why[0].facts)
    return found.answer


@opens_for("centres.see")
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The items as a table to change and send back."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(rules.COLUMNS)
    for item in _now().items:
        told = (
            item.part,
            item.code,
            item.weight,
            "y" if item.must else "",
            item.evidence,
            item.fact,
            item.zh,
            item.en,
        )
        rows.writerow(map(str, told))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="centre-standard.csv"'
    return response
