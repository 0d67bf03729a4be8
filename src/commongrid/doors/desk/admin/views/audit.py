"""The auditor's pages: the journal, its proof and seals, and who looked at personal data."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal.models import Seal
from commongrid.base.privacy import queries as privacy
from commongrid.base.privacy.models import Look
from commongrid.doors.desk.admin import frame, jobs, journal_search, tasks
from commongrid.doors.desk.admin.journal_search import MOST_DIGITS
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.intake.models import Report

SIZE = 100


@opens_for("audit.see")
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Entries by subject, actor, kind and day, the newest first."""
    found = journal_search.page(request.GET, timezone.localdate())
    return frame.page(
        request, "journal.html", {"found": found, "kinds": journal_search.kinds()}, here="journal"
    )


@opens_for("audit.see")
@require_GET
def seals(request: HttpRequest) -> HttpResponse:
    """The last proof of the whole journal, and the seal of each day."""
    found = [(seal, bytes(seal.root).hex()) for seal in Seal.objects.order_by("-day")[:SIZE]]
    return frame.page(request, "seals.html", {"seals": found, "last": jobs.last("verify")}, here="seals")


@opens_for("audit.see")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Prove the journal from its first entry; in the background, since it reads everything."""
    actor = actor_of(request)
    job = jobs.begin("verify", asked_by=actor.name, at=timezone.now())
    tasks.verify.defer(name=job.name)
    return redirect("desk:admin:job", name=job.name)


@opens_for("audit.see")
@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """Every look at personal data in full: who, when, at what, why."""
    account = request.GET.get("account", "")
    before = _moment(request.GET.get("before", ""))
    if account.isascii() and account.isdigit() and len(account) < MOST_DIGITS:
        found, more = privacy.looks_by(int(account), limit=2 * SIZE), ""
    else:
        found = privacy.looks(before=before, limit=SIZE + 1)
        more = found[SIZE - 1].at.isoformat() if len(found) > SIZE else ""
    shown = found[:SIZE] if not account else found
    told = {"looks": _named(shown), "more": more, "account": account}
    return frame.page(request, "looks.html", told, here="looks")


def _named(shown: list[Look]) -> list[tuple[Look, str]]:
    """Each look with what it was for: a report by the number people know it by."""
    keys = [look.context.removeprefix("report:") for look in shown if look.context.startswith("report:")]
    known = Report.objects.filter(pk__in=keys).values_list("pk", "number")
    numbers = {f"report:{key}": number for key, number in known}
    return [(look, numbers.get(look.context, look.context)) for look in shown]


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
