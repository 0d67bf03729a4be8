"""Checking a finished job: before beside after, and one question."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.journal import queries as history
from commongrid.cases import acts as cases
from commongrid.cases import queries
from commongrid.cases.acts.core import outrun
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.field import forms, frame, kept, sending
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.registry.matters import queries as matters


def case_or_404(number: str) -> Case:
    try:
        return queries.for_page(number)
    except Case.DoesNotExist:
        raise Http404 from None


@opens_for("cases.check")
@sending.sendable
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Photos before and after, the closing criterion, and pass or fail with a finding."""
    case = case_or_404(number)
    require(request, "cases.check", case)
    form = forms.Check(request.POST or None, initial={"key": forms.new_key(), "seq": case.seq})
    if request.method == "POST":
        if str(request.POST.get("seq")) != str(case.seq):
            raise outrun(case)
        owner, now = f"case:{case.pk}", timezone.now()
        if case.status == Status.CHECKING:
            kept.take(request, form, owner, Stage.EVIDENCE, by=actor_of(request), at=now)
        if form.is_valid():
            return _checked(request, case, form)
    item = matters.edition_kept(case.edition_id)
    owners = pictures.owners_of(case)
    told = {
        "case": case,
        "form": form,
        "item": item,
        "row": next((row for row in item.rows if row.id == case.row_id), item.rows[0]),
        "pairs": [_pair(pair) for pair in files.pairs(owners)],
        "photos": pictures.shown(files.photos(owners)),
        "done": _last_done(case),
        "may_act": case.status == Status.CHECKING,
        "taken": _taken(case),
    }
    return frame.page(request, "field/check.html", told, status=422 if form.errors else 200)


def _taken(case: Case) -> int:
    """Photos that came with a form of this check, sent on or not."""
    return kept.count(f"case:{case.pk}", Stage.EVIDENCE, case.done_at)


def _pair(pair: files.Pair) -> list[dict[str, object]]:
    shown = pictures.shown([photo for photo in (pair.before, pair.after) if photo])
    return [{**photo, "words": photo["stage"]} for photo in shown]


def _last_done(case: Case) -> object:
    told = [entry for entry in history.history("case", str(case.pk)) if entry.kind == "case.reported_done"]
    return told[-1] if told else None


def _checked(request: HttpRequest, case: Case, form: forms.Check) -> HttpResponse:
    now, actor, photos = timezone.now(), actor_of(request), _taken(case)
    text = form.cleaned_data["text"]
    if form.cleaned_data["answer"] == "pass":
        cases.pass_check(case, by=actor, at=now, why=text, photos=photos)
        messages.success(
            request, _("Checked and closed. The one who raised it is asked whether it is really solved.")
        )
    else:
        cases.fail_check(case, by=actor, at=now, why=text, photos=photos)
        messages.success(request, _("Sent back to the unit with your finding."))
    return redirect("field:today")
