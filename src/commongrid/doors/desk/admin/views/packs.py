"""City packs: what is loaded, checking the files, trying and loading one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin import frame, jobs, loading, tasks, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.packs import acts, queries, reading, shelf

SETTINGS = {
    "verify_within": gettext_lazy("Verified on the spot within"),
    "answer_supervision_within": gettext_lazy("Supervision answered within"),
    "self_check_sample": gettext_lazy("Share of self-checks that are checked again"),
    "rate_within_days": gettext_lazy("Days to rate"),
    "reopen_within_days": gettext_lazy("Days to ask for a redo"),
    "appeal_within_days": gettext_lazy("Days to appeal"),
    "send_backs_to_last_resort": gettext_lazy("Send-backs until the owner of last resort"),
    "pause_at_most_days": gettext_lazy("A pause lasts at most (days)"),
    "extend_at_most_times": gettext_lazy("Extensions at most"),
    "twin_within_metres": gettext_lazy("Twins within (metres)"),
    "twin_within_days": gettext_lazy("Twins within (days)"),
    "service_points_within_metres": gettext_lazy("Service points within (metres)"),
    "captains_term_months": gettext_lazy("Term of a building captain (months)"),
    "captains_rooms_valid_days": gettext_lazy("Rooms confirmed by a captain hold for (days)"),
    "captains_mend_at_most_days": gettext_lazy("A captain mends a gap within (days)"),
    "ratings_hear_days": gettext_lazy("Hearing before a rating is decided (days)"),
    "ratings_warn_days": gettext_lazy("Hearing before a rating is withdrawn (days)"),
    "ratings_appeal_days": gettext_lazy("Days to contest a rating"),
    "visits_feedback_plain": gettext_lazy("Answer to a plain matter of a visiting day within"),
    "visits_feedback_hard": gettext_lazy("Answer to a hard matter of a visiting day within"),
    "visits_call_share": gettext_lazy("Share called after a visiting day’s matter is closed"),
    "outreach_answer_within": gettext_lazy("Answer to a request to bring a service out within"),
    "visits_call_tries": gettext_lazy("Tries of a follow-up call at most"),
    "care_hotline": gettext_lazy("The city’s own psychological line"),
}


@opens_for("admin.configuration")
@require_GET
def packs(request: HttpRequest) -> HttpResponse:
    """Every pack on the shelf and when it was loaded."""
    loaded = {pack.name: pack for pack in queries.packs()}
    names = sorted({*shelf.names(), *loaded})
    there = set(shelf.names())
    rows = [
        {
            "name": name,
            "pack": loaded.get(name),
            "there": name in there,
            "changed": name in there
            and name in loaded
            and reading.digest(shelf.find(name)) != loaded[name].digest,
        }
        for name in names
    ]
    current = queries.pack()
    settings = (
        [
            (key, SETTINGS.get(key, key), value, _shown(value))
            for key, value in sorted(current.settings.items())
        ]
        if current
        else []
    )
    told = {"rows": rows, "current": current, "settings": settings, "last": jobs.last("pack")}
    return frame.page(request, "packs.html", told, here="packs")


def _shown(value: object) -> str:
    """A limit in words ("2 working_days"), anything else as it is."""
    amount, _space, unit = str(value).partition(" ")
    return wording.limit(Limit(float(amount), Unit(unit))) if unit in set(Unit) else str(value)


@opens_for("admin.configuration")
@require_POST
def setting(request: HttpRequest) -> HttpResponse:
    """Change one of the city's own figures, checked as in the pack's file."""
    name, text, why = (request.POST.get(field, "").strip() for field in ("name", "value", "why"))
    try:
        if not why:
            raise Refused("cases.needs", what="why")
        acts.set_setting(name, text, by=actor_of(request), at=timezone.now(), why=why[:200])
        messages.success(request, _("Kept."))
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:admin:packs")


@opens_for("admin.configuration")
@require_GET
def check(request: HttpRequest, name: str) -> HttpResponse:
    """Every fault of a pack's files, by file and line."""
    if name not in shelf.names():
        raise Http404
    faults = loading.plain(loading.check(name))
    return frame.page(request, "pack.html", {"name": name, "faults": faults}, here="packs")


@opens_for("admin.configuration")
@require_POST
def load(request: HttpRequest, name: str) -> HttpResponse:
    """Try a pack (everything is taken back) or load it for good; both in the background."""
    if name not in shelf.names():
        raise Http404
    actor = actor_of(request)
    job = jobs.begin(
        "pack",
        asked_by=actor.name,
        at=timezone.now(),
        pack=name,
        post=actor.post_id,
        apply="apply" in request.POST,
        over_own="over_own" in request.POST,
        why=request.POST.get("why", "")[:200],
    )
    tasks.load_pack.defer(name=job.name)
    return redirect("desk:admin:job", name=job.name)
