"""Inspecting: what is due for me, the checklist at one place, and what it came to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import answering, asking, forms, frame, kept, sending
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.checklists import rules as asked
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import acts, queries, rules
from commongrid.work.inspections.terms import Sent


@opens_for("inspections.make")
@sending.sendable
@require_http_methods(["GET", "POST"])
def inspect(request: HttpRequest, code: str, checklist: str) -> HttpResponse:
    """One page for one checklist at one place; sent twice is once, and what is missing is said beside its question."""
    place = premises.find(code) if "\x00" not in code else None
    if place is None:
        raise Http404
    require(request, "inspections.make", place)
    again = _uuid(request.POST.get("again") or request.GET.get("again", ""))
    try:
        whole = _whole(request, place, checklist, again)
    except Refused as refused:
        if sending.is_device(request):
            # Led on elsewhere it would count as taken in, and what was filled in would be gone.
            raise
        messages.info(request, say(refused.why))
        return redirect("field:premises", code=code)
    first = {"key": forms.new_key(), "edition": whole.edition_id, "again": again}
    form = forms.Inspect(request.POST or None, initial=first)
    if request.method == "POST" and "key" not in form.errors:
        _take(request, form, whole)
        sent = _send(request, form, place, whole) if form.is_valid() and not kept.is_asking(request) else None
        if sent is not None:
            return sent
    return _show(request, form, place, whole)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _whole(request: HttpRequest, place: Premises, code: str, again: UUID | None) -> Checklist:
    """What is asked; a form that was made of an older edition, and waited on the phone, keeps it."""
    current = queries.to_ask(place, code[:32].replace("\x00", ""), again)
    edition = request.POST.get("edition", "")
    if again or not edition.isdecimal() or int(edition) == current.edition_id:
        return current
    try:
        older = checklists.edition_kept(int(edition))
    except tables.Edition.DoesNotExist:
        return current
    return older if older.code == current.code else current


def _take(request: HttpRequest, form: forms.Inspect, whole: Checklist) -> None:
    """Photos first: a form that comes back for another reason has them already."""
    by, at = actor_of(request), timezone.now()
    for code, owner in answering.owners(_id(request, form), whole).items():
        for name, stage in ((f"photos-{code}", Stage.BEFORE), (f"after-{code}", Stage.AFTER)):
            if name in request.FILES or f"{name}_sent" in request.POST:
                kept.take(request, form, owner, stage, by=by, at=at, name=name)


def _id(request: HttpRequest, form: forms.Inspect) -> UUID:
    return rules.inspection_id(actor_of(request).account_id, str(form["key"].value()))


def _send(
    request: HttpRequest, form: forms.Inspect, place: Premises, whole: Checklist
) -> HttpResponse | None:
    """Keep it and go to what it came to; None when something is missing, which the page then says."""
    told, post = form.cleaned_data, request.POST
    sent = Sent(
        key=told["key"],
        edition_id=whole.edition_id,
        given={each.code: answering.value(each, post.get(f"a-{each.code}", "")) for each in whole.questions},
        captured_at=actor_of(request).captured_at or told["captured_at"],
        settled=frozenset(each.code for each in whole.questions if f"settled-{each.code}" in post),
        note=told["note"],
        again=told["again"],
    )
    try:
        made = acts.make(place, sent, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        if not refused.why.key.startswith("checklists.missing"):
            form.add_error(None, say(refused.why))
        return None
    return redirect("field:inspected", inspection_id=made.pk)


def _show(request: HttpRequest, form: forms.Inspect, place: Premises, whole: Checklist) -> HttpResponse:
    made, told = _id(request, form), request.POST or QueryDict()
    photos = files.photos(list(answering.owners(made, whole).values())) if told else []
    given = answering.answers(whole, told, photos, made, queries.before(place, whole))
    is_judged = request.method == "POST" and not kept.is_asking(request)
    language = get_language() or "zh-hans"
    settles = access.has(actor_of(request), "cases.settle")
    shown = asking.asked(
        whole, given, told, photos, made, language=language, is_judged=is_judged, settles=settles
    )
    wrong = [each for each in shown if each.wrong]
    request._wrong = [f"{each.number} {each.words.words}: {each.wrong}" for each in wrong]  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "premises": place,
        "checklist": whole,
        "name": whole.name(language),
        "form": form,
        "asked": shown,
        "wrong": wrong,
        "is_again": bool(form["again"].value()),
        "left": len(asked.what_is_missing(whole, given).answer),
    }
    return frame.page(request, "field/inspect.html", context, status=422 if is_judged else 200)
