"""Criteria as everybody reads them; an administrator publishes a new edition from a table."""

from __future__ import annotations

import csv

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.doors.desk.ratings import frame
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.ratings import acts, queries, stored
from commongrid.work.ratings.terms import Criteria

COLUMNS = ("scheme", "code", "zh", "en", "need", "test", "fact", "figure")
MOST = 256 * 1024


class TableForm(wording.Form):
    """A table of criteria in UTF-8; its value is the text."""

    file = forms.FileField(
        label=gettext_lazy("Table of criteria (CSV)"),
        help_text=gettext_lazy("Take the table away, change it, send it again. Ratings keep the edition they were judged by."),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Why this change"), max_length=200)

    def clean_file(self) -> list[Criteria]:
        sent = self.cleaned_data["file"]
        if not isinstance(sent, UploadedFile) or (sent.size or 0) > MOST:
            raise forms.ValidationError(_("The file is too large for a table of criteria."))
        try:
            return stored.read(bytes(sent.read()).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("The file is not in UTF-8: save it as “CSV UTF-8” and send it again.")
            ) from None
        except ValueError as fault:
            raise forms.ValidationError(say(Why("ratings.table", {"fault": str(fault)}))) from None


@opens_for("ratings.see", "admin.catalogue")
@require_http_methods(["GET", "POST"])
def criteria(request: HttpRequest) -> HttpResponse:
    """The criteria in force; POST publishes a new edition, or the proposed ones where there are none."""
    actor = actor_of(request)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not access.has(actor, "admin.catalogue"):
            raise NotAllowed("access.no_grant", ability="admin.catalogue", role=actor.role or "–")
        proposed = stored.proposed() if "proposed" in request.POST else None
        if proposed is not None or form.is_valid():
            given = proposed if proposed is not None else form.cleaned_data["file"]
            why = _("The proposed criteria") if proposed is not None else form.cleaned_data["why"]
            try:
                made = acts.publish_criteria(given, by=actor, at=timezone.now(), why=why)
                messages.success(request, _("Published: %(n)d.") % {"n": len(made)})
                return redirect("desk:ratings:criteria")
            except NotAllowed:
                raise
            except Refused as refused:
                form.add_error(None, say(refused.why))
    now = timezone.now()
    told = {
        "editions": [(each, shown(told)) for each, told in queries.editions(now)],
        "coming": [(each, shown(told)) for each, told in queries.coming(now)],
        "form": form,
    }
    return frame.page(request, "criteria.html", told, status=422 if form.errors else 200)


def shown(told: Criteria) -> list[dict[str, object]]:
    """Criteria as the page lists them, in the reader's language."""
    return [
        {"words": each.words(frame.language()), "need": each.need.value, "is_looked_up": each.is_looked_up}
        for each in told.criteria
    ]


@opens_for("ratings.see", "admin.catalogue")
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The criteria in force as a table, or the proposed ones where there are none."""
    editions = [told for _edition, told in queries.editions(timezone.now())]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="criteria.csv"'
    response.write("\ufeff")
    lines = csv.writer(response)
    lines.writerow(COLUMNS)
    for told in editions or stored.proposed():
        for name, figure in (("share", told.share), ("months", told.months)):
            lines.writerow((told.scheme.value, name, "", "", "", "", "", figure))
        for each in told.criteria:
            lines.writerow(
                (told.scheme.value, each.code, each.zh, each.en, each.need.value, each.test.value, each.fact, each.figure)
            )  # fmt: skip
    return response
