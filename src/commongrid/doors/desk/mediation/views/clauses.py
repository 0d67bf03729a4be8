"""The terms: one row for each clause, with two more to write; all of them are written anew each time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import frame, table_forms
from commongrid.doors.desk.mediation.views.sittings import choices
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import acts, rules
from commongrid.work.mediation.models import Mediation
from commongrid.work.mediation.terms import Term

FREE = 3


@opens_for("mediation.run")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Who, what, by when, how much; unclear ones are named by their number, and nothing written is lost."""
    found = frame.matter_or_404(request, number)
    rows, wrong = _rows(request, found), ""
    right = [row.is_valid() for row in rows]  # every row, so that each says what is wrong with it
    if request.method == "POST" and all(right):
        try:
            acts.set_terms(found, _terms(rows), by=actor_of(request), at=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            wrong = say(refused.why)
        else:
            messages.success(request, _("The terms are written."))
            return redirect("desk:mediation:one", found.number)
    is_wrong = bool(wrong) or any(row.errors for row in rows)
    told = {"mediation": found, "rows": rows, "wrong": wrong}
    return frame.page(request, "terms", told, status=422 if is_wrong else 200)


def _rows(request: HttpRequest, found: Mediation) -> list[table_forms.TermForm]:
    parties = choices(request, found)
    if request.method == "POST":
        sent = request.POST.get("rows", "")
        many = min(int(sent), rules.MOST_TERMS) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
        return [table_forms.TermForm(request.POST, prefix=f"t{nth}", parties=parties) for nth in range(many)]
    kept: list[dict[str, Any]] = [
        {"who": str(one.who_id), "what": one.what, "by_on": one.by_on, "amount": one.amount}
        for one in found.clauses.order_by("order")
    ]
    first = [*kept, *({} for _row in range(FREE))][: rules.MOST_TERMS]
    return [
        table_forms.TermForm(prefix=f"t{nth}", initial=row, parties=parties) for nth, row in enumerate(first)
    ]


def _terms(rows: list[table_forms.TermForm]) -> list[Term]:
    """Rows in which something stands; a row without a party or a deed is left for the rule to name."""
    told = [row.cleaned_data for row in rows]
    return [
        Term(UUID(one["who"]) if one["who"] else UUID(int=0), one["what"], one["by_on"], one["amount"])
        for one in told
        if any(one.get(name) for name in ("who", "what", "by_on", "amount"))
    ]
