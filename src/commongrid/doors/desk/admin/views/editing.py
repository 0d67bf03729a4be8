"""Editing a matter: what was typed is shown as changes first, and published only then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import Outrun, Refused
from commongrid.doors.desk.admin import changes, frame
from commongrid.doors.desk.admin.forms import matters as forms
from commongrid.doors.desk.admin.forms.rows import RowSet
from commongrid.doors.desk.admin.views.catalogue import item_or_404, open_by_edition
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.matters import acts, rules
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The form; posted it shows what would change, and with `publish` makes the new edition."""
    item = item_or_404(code)
    first, first_rows = forms.of(item)
    posted = request.POST if request.method == "POST" else None
    form = forms.MatterForm(posted, initial=first)
    rows = RowSet(_with_new_row(posted), initial=first_rows, prefix="rows")
    if posted is None or "add" in posted or "back" in posted:
        return _form(request, item, form, rows)
    if not (form.is_valid() and rows.is_valid()):
        return _form(request, item, form, rows, status=422)
    found = forms.changes(item, form, rows)
    if form.cleaned_data["number"] != item.number:
        outrun = Outrun("matters.outrun", code=code, seen=form.cleaned_data["number"], current=item.number)
        return _outrun(request, item, form, rows, outrun)
    return (
        _publish(request, item, form, rows, found)
        if "publish" in posted
        else _preview(request, item, form, rows, found)
    )


def _with_new_row(posted: Any) -> Any:
    """The same with one row more when the button for it was pressed: it works without scripts."""
    if posted is None or "add" not in posted:
        return posted
    more = posted.copy()
    more["rows-TOTAL_FORMS"] = str(int(more.get("rows-TOTAL_FORMS") or 1) + 1)
    return more


def _form(
    request: HttpRequest,
    item: Item,
    form: forms.MatterForm,
    rows: Any,
    *,
    status: int = 200,
    warning: str = "",
) -> HttpResponse:
    told = {"item": item, "form": form, "rows": rows, "warning": warning}
    return frame.page(request, "matter_edit.html", told, here="catalogue", status=status)


def _preview(
    request: HttpRequest, item: Item, form: forms.MatterForm, rows: Any, found: dict[str, Any]
) -> HttpResponse:
    found_changes = acts.preview(item.code, found)
    faults = [] if not found_changes else _faults(item, found)
    told = {
        "item": item,
        "form": form,
        "rows": rows,
        "changes": changes.told(found_changes),
        "faults": faults,
        "keeping": sum(open_by_edition(item).values()),
    }
    return frame.page(request, "matter_preview.html", told, here="catalogue", status=422 if faults else 200)


def _faults(item: Item, found: dict[str, Any]) -> list[str]:
    return [say(why) for why in rules.faults(replace(item, **found), matters.departments())]


def _publish(
    request: HttpRequest, item: Item, form: forms.MatterForm, rows: Any, found: dict[str, Any]
) -> HttpResponse:
    told = form.cleaned_data
    try:
        new = acts.revise(
            item.code, found, number=told["number"], by=actor_of(request), at=timezone.now(), why=told["why"]
        )
    except Outrun as outrun:
        return _outrun(request, item_or_404(item.code), form, rows, outrun)
    except Refused as refused:
        return _form(request, item, form, rows, status=422, warning=say(refused.why))
    messages.success(
        request, _("Published as edition %(number)d. Open cases keep theirs.") % {"number": new.number}
    )
    return redirect("desk:admin:matter", code=item.code)


def _outrun(
    request: HttpRequest, item: Item, form: forms.MatterForm, rows: Any, outrun: Outrun
) -> HttpResponse:
    """What was typed stays; sending it again goes on from the new edition, after another look."""
    data = request.POST.copy()
    data["number"] = str(item.number)
    again = forms.MatterForm(data)
    again.is_valid()
    words = _("%(what)s What you typed is kept below: compare it with the edition in force and go on.") % {
        "what": say(outrun.why)
    }
    return _form(request, item, again, rows, status=409, warning=words)
