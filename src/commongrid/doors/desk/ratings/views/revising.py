"""A new edition of a scheme's criteria: filled in, shown beside the one before, and then published from a day on."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.doors.desk.ratings import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.ratings import acts, queries, stored
from commongrid.work.ratings.terms import Criteria, Criterion, Scheme


@opens_for("admin.catalogue")
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, scheme: str) -> HttpResponse:
    """GET: the last edition, or the proposed one before the first. POST: one row more, what changes, or publishing it."""
    before = _before(scheme)
    first, first_rows = forms.first_of(before)
    posted = _with_new_row(request.POST) if request.method == "POST" else None
    form = forms.EditionForm(posted, initial=first)
    rows: Any = forms.RowSet(posted, initial=first_rows, prefix="rows")
    told: dict[str, Any] = {"scheme": scheme, "before": before, "form": form, "rows": rows}
    if posted is None or "add" in posted:
        return frame.page(request, "revise.html", told)
    if not (form.is_valid() and rows.is_valid()):
        return frame.page(request, "revise.html", told, status=422)
    wanted = forms.criteria_of(before.scheme, form.cleaned_data, rows.cleaned_data)
    if "publish" in posted:
        return _published(request, told, wanted)
    return frame.page(request, "revise.html", {**told, "changes": changes(before, wanted), "wanted": wanted})


def _before(scheme: str) -> Criteria:
    if scheme not in set(Scheme):
        raise Http404
    last = queries.latest(scheme)
    return last or next(each for each in stored.proposed() if each.scheme == scheme)


def _with_new_row(posted: Any) -> Any:
    """The same with one row more when the button for it was pressed: it works without scripts."""
    if "add" not in posted:
        return posted
    more = posted.copy()
    more["rows-TOTAL_FORMS"] = str(int(more.get("rows-TOTAL_FORMS") or 1) + 1)
    return more


def _published(request: HttpRequest, told: dict[str, Any], wanted: Criteria) -> HttpResponse:
    said = told["form"].cleaned_data
    begins = timezone.make_aware(datetime.combine(said["begins_on"], time()))
    given: dict[str, Any] = {"by": actor_of(request), "at": timezone.now(), "why": said["why"]}
    try:
        made = acts.publish_criteria([wanted], begins=begins, after=said["number"], **given)
    except NotAllowed:
        raise
    except Refused as refused:
        told["form"].add_error(None, say(refused.why))
        status = 409 if isinstance(refused, Outrun) else 422
        return frame.page(request, "revise.html", told, status=status)
    words = _("Published: ratings that stand keep the edition they were judged by.")
    messages.success(request, words if made else _("Nothing is different: no new edition was needed."))
    return redirect("desk:ratings:criteria")


def changes(before: Criteria, after: Criteria) -> list[tuple[str, str, Criterion]]:
    """What is "new", "changed" or "gone", in the reader's words: those of the new edition first, in its order."""
    old = {each.code: each for each in before.criteria} if before.number else {}
    found = [
        ("new" if each.code not in old else "changed", each)
        for each in after.criteria
        if old.get(each.code) != each
    ]
    kept = {each.code for each in after.criteria}
    found += [("gone", each) for code, each in old.items() if code not in kept]
    return [(mark, each.words(frame.language()), each) for mark, each in found]
