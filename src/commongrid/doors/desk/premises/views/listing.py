"""The list of premises: what the filters leave, how many lie where, and the map beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.desk import areas
from commongrid.doors.desk.premises import forms, frame, mapping
from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.queries import Asked
from commongrid.registry.premises.terms import Dot, Kind, State

SIZE = 50
FILTER = ("area", "kind", "state", "q", "after")


@dataclass(frozen=True, slots=True)
class Choice:
    """A select of the filter row."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class Part:
    """An area below the one shown, and how many it holds."""

    name: str
    n: int
    url: str


def asked_by(told: QueryDict) -> Asked:
    """The filter of an address; what is not understood is left out."""
    area, kind, state = told.get("area", ""), told.get("kind", ""), told.get("state", "")
    after, _tilde, code = told.get("after", "").partition("~")
    return Asked(
        area=area[:15] if area.isdecimal() and area.isascii() else "",
        kind=kind if kind in set(Kind) else "",
        state=state if state in (State.OPEN, State.CLOSED) else State.OPEN,
        words=told.get("q", "")[:60].replace("\x00", ""),
        after=(after, code) if after.isdecimal() and "\x00" not in code else ("", ""),
    )


@opens_for("premises.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the list; the address is a link that can be sent."""
    actor, asked = actor_of(request), asked_by(request.GET)
    rows = queries.listed(asked, actor, SIZE)
    shown = rows[:SIZE]
    told = {
        "rows": shown,
        "total": queries.count(asked, actor),
        "next_url": with_filter(request.GET, after=f"{shown[-1].area}~{shown[-1].code}")
        if len(rows) > SIZE
        else "",
        "first_url": with_filter(request.GET, after="") if asked.after[0] else "",
        "choices": choices(asked),
        "parts": _parts(request, asked, actor),
        "area": areas.way_to(queries.within(asked, actor).area),
        "q": asked.words,
        "may_run_campaigns": access.has(actor, "campaigns.run"),
        "asked": asked,
        "map_url": reverse("desk:premises:map")
        + with_filter(request.GET, after=request.GET.get("after", "")),
        "query": with_filter(request.GET, after=request.GET.get("after", "")),
    }
    return frame.page(request, "list.html", told)


@opens_for("premises.see")
@require_GET
def drawn(request: HttpRequest) -> HttpResponse:
    """The area's boundaries and the places of the page beside it, as the map reads them."""
    actor, asked = actor_of(request), asked_by(request.GET)
    area = queries.within(asked, actor).area[:12] or getattr(places.city(), "code", "")
    shown = mapdata.areas(area, 1) if area else []
    told = {
        "areas": mapdata.collection(shown),
        "points": mapdata.collection(mapping.marks(map(dot, queries.listed(asked, actor, SIZE)[:SIZE]))),
        **mapdata.landscape(),
    }
    if bounds := mapdata.bounds(shown):
        told["bounds"] = bounds
    return mapdata.answer(request, told, seconds=20, who="private")


def dot(one: Premises) -> Dot:
    """A place of the list as the map needs it."""
    return Dot(one.code, one.kind, one.name, one.address, one.lon, one.lat)


def with_filter(told: QueryDict, **other: str) -> str:
    """The address of the list with some of its filter changed, from its first page unless `after` is given."""
    kept = QueryDict(mutable=True)
    for name, value in {**told.dict(), "after": "", **other}.items():
        if value and name in FILTER:
            kept[name] = str(value)
    return f"?{kept.urlencode()}"


def choices(asked: Asked) -> list[Choice]:
    """The selects of the filter row."""
    states = [one for one in forms.words_of("premises_state", State) if one[0] != State.MERGED]
    return [
        Choice("kind", _("Kind"), [("", _("any")), *forms.words_of("premises_kind", Kind)], asked.kind),
        Choice("state", _("State"), states, asked.state),
    ]


def _parts(request: HttpRequest, asked: Asked, actor: Actor) -> list[Part]:
    """Where they are, most first; only without words, and while the area has parts."""
    area = queries.within(asked, actor).area
    size = areas.next_size(area)
    if size is None or asked.words:
        return []
    sums = sorted(queries.sums(area, size, kind=asked.kind, state=asked.state), key=lambda one: -one.n)[:40]
    names = areas.names([one.area for one in sums])
    return [
        Part(names.get(one.area, one.area), one.n, with_filter(request.GET, area=one.area))
        for one in sums
        if one.area != area
    ]
