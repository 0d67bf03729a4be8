"""What a phone holds for today: the list and everything on it, the map, the empty form, the matters,
courses, and the names of places; and no more.

Each page has a mark made of what it is drawn from; the phone fetches only pages whose mark is new and drops the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN
from commongrid.doors.field import choosing, frame, held_files, held_learning, held_places, held_rounds
from commongrid.doors.field.duties import duties
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.duty import queries as duty
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.work.captains import queries as captains

MOST_DUTIES = 100
MOST_CASES = 50
MOST_BUILDINGS = 100


def today(actor: Actor, now: datetime, language: str) -> dict[str, Any]:
    """The day, the pages with their marks, and the files all of them need."""
    drawn = chain(_drawn(actor, now, language), held_learning.pages(actor, now, language))
    pages = [{"url": url, "mark": _mark(language, actor, *parts)} for url, parts in drawn]
    return {"day": timezone.localdate(now).isoformat(), "pages": pages, "files": held_files.files()}


def _drawn(actor: Actor, now: datetime, language: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The pages of a post: a captain's, those of whoever walks or inspects, or the one to tell on."""
    if frame.is_captain(actor):
        return _buildings(actor, now)
    works = frame.walks(actor) or access.has(actor, "inspections.make")
    return _pages(actor, now, language) if works else _telling(now)


def _pages(actor: Actor, now: datetime, language: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    due = duties(actor, now, language=language)[:MOST_DUTIES]
    hour = timezone.localtime(now).strftime("%Y-%m-%d %H")
    on_map = cases.rows(cases.seen_by(actor).filter(IS_OPEN)).order_by("due_at")[:MOST_CASES]
    drawn = [(case.number, case.seq) for case in on_map]
    shift = _shift(actor, now)
    # Today's list says when things are due, so it ages by the hour.
    yield reverse("field:today"), (hour, shift, [(one.url, one.seq) for one in due])
    if shift is not None:
        yield reverse("field:duty"), (hour[:10], shift)
    for name in ("found", "queue", "not_held", "me"):
        yield reverse(f"field:{name}"), (hour[:10],)
    yield reverse("field:map"), (drawn,)
    yield reverse("field:map_data"), (places.version(), drawn)
    yield reverse("field:grid"), (hour[:10], places.version())
    for name in ("matters", "matter_names"):
        yield reverse(f"field:{name}"), (matters.kept().token,)
    for item in choosing.usual_here(actor, now):
        yield reverse("field:about", args=[item.code]), (matters.kept().token,)
    for one in due:
        yield one.url, (one.seq,)
    yield from held_rounds.inspections_of(actor, now, hour)
    yield from held_rounds.patrol_of(actor, now, hour)
    yield from held_places.pages(actor)
    for number, seq in drawn:
        yield reverse("field:case", args=[number]), (seq,)


def _telling(now: datetime) -> Iterator[tuple[str, tuple[object, ...]]]:
    """For whoever only tells what they see: the form for it, and what shows that it waits."""
    for name in ("tell", "queue", "not_held", "me"):
        yield reverse(f"field:{name}"), (timezone.localdate(now).isoformat(),)


def _shift(actor: Actor, now: datetime) -> tuple[object, ...] | None:
    """What my next shift's button depends on; None for who signs on nowhere."""
    if not access.has(actor, "duty.sign") or actor.account_id is None:
        return None
    mine = duty.own_of(actor.account_id, now)
    return (mine.pk, mine.signed_on_at) if mine else ()


def _buildings(actor: Actor, now: datetime) -> Iterator[tuple[str, tuple[object, ...]]]:
    """A captain's buildings with their rooms and the form of the monthly look."""
    day = timezone.localdate(now)
    found = captains.buildings_of(actor.post_id or 0, day)[:MOST_BUILDINGS]
    drawn = [
        (each.premises.code, each.rooms and each.rooms.pk, each.last_look, each.gaps, each.tasks)
        for each in found
    ]
    yield reverse("field:buildings"), (day, drawn)
    yield from _telling(now)
    yield reverse("field:found"), (day,)
    editions = {each.code: each.edition_id for each in checklists.checklists()}
    for each, marks in zip(found, drawn, strict=True):
        code = each.premises.code
        yield reverse("field:building", args=[code]), (day, each.premises.seq, marks)
        yield reverse("field:rooms", args=[code]), (day, each.premises.seq, marks[1])
        for one in captains.offered(each.premises):
            yield reverse("field:look", args=[code, one.code]), (day, editions.get(one.code))


def _mark(language: str, actor: Actor, *parts: object) -> str:
    """Changes with the language, the post, the release and what the page is drawn from."""
    told = repr((language, actor.post_id, _release(), parts)).encode()
    return hashlib.blake2s(told, digest_size=8).hexdigest()


def _release() -> str:
    return static("field/start.js") + static("look.css")
