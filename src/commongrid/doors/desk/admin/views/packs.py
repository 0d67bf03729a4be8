"""City packs: what is loaded, checking the files, trying and loading one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from commongrid.doors.desk.admin import frame, jobs, loading, tasks
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.packs import queries, reading, shelf


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
    settings = sorted(current.settings.items()) if current else []
    told = {"rows": rows, "current": current, "settings": settings, "last": jobs.last("pack")}
    return frame.page(request, "packs.html", told, here="packs")


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
