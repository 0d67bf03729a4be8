"""One act on a selection: the preview with a line for each case, then what became of each."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.doors.desk import bulk, frame, undoing
from commongrid.doors.desk.forms.bulk import FORMS
from commongrid.doors.look.gate import actor_of, opens_for


@opens_for("cases.assign", "cases.check", "cases.merge")
@require_http_methods(["GET", "POST"])
def selection(request: HttpRequest) -> HttpResponse:
    """GET: what would happen to each chosen case. POST: do it, and tell for each what happened."""
    given = request.POST if request.method == "POST" else request.GET
    name, beside = given.get("act", ""), given.get("list", "")[:500]
    if name not in bulk.NAMES:
        raise Http404
    back = f"{reverse('desk:list')}?{beside}"
    lines = bulk.preview(given.getlist("case"), name, actor_of(request))
    if not lines:
        messages.error(request, _("Nothing was selected. X selects the row you are on."))
        return redirect(back)
    fitting = [line for line in lines if line.verdict.answer]
    form = FORMS[name](
        request.POST if request.method == "POST" else None, cases=[line.case for line in fitting]
    )
    told = {"lines": lines, "fitting": fitting, "form": form, "name": name, "list": beside, "back": back}
    if request.method == "POST" and form.is_valid():
        results = bulk.run(
            fitting, name, form.cleaned_data, _seen(request.POST), by=actor_of(request), at=timezone.now()
        )
        done = sum(result.is_done for result in results)
        undo = undoing.url([(one.case.number, one.seq) for one in results if one.seq], beside)
        told |= {"results": results, "done": done, "undo": undo if name == "assign" and done else ""}
        return frame.page(request, "desk/bulk_done.html", told)
    return frame.page(request, "desk/bulk.html", told, status=422 if form.errors else 200)


@opens_for("cases.assign")
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the dispatches its address names, each only if nothing has happened to it since."""
    beside, seen = request.GET.get("list", "")[:500], _seen(request.GET)
    lines = bulk.preview(list(seen), "take_back", actor_of(request))
    results = bulk.run(lines, "take_back", {}, seen, by=actor_of(request), at=timezone.now())
    done = sum(result.is_done for result in results)
    back = undoing.back(list(seen), beside)
    if done < len(results):
        told = {"results": results, "done": done, "name": "take_back", "back": back}
        return frame.page(request, "desk/bulk_done.html", told)
    words = ngettext("%(n)d case waits again.", "%(n)d cases wait again.", done)
    messages.success(request, words % {"n": done})
    return redirect(back)


def _seen(given: QueryDict) -> dict[str, int]:
    """number → the seq its reader saw."""
    pairs = (pair.partition(":") for pair in given.getlist("seen"))
    return {number: int(seq) for number, _sign, seq in pairs if seq.isdigit()}
