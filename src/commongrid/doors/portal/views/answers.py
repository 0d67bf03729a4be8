"""Public answers to letters: looked for by words, office and topic; nothing that was cut is here or can be found."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.look import facts
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.work.letters import queries
from commongrid.work.letters.queries import Asked
from commongrid.work.letters.terms import Topic

LONGEST = 60


@opens_for("public")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The newest first; words, office and topic narrow it down."""
    asked = _asked(request)
    rows, more = queries.published(asked)
    box = queries.box(asked.box) if asked.box else None
    kept = {
        name: value
        for name, value in (("q", asked.words), ("box", asked.box), ("topic", asked.topic))
        if value
    }
    following = (
        {**kept, "after": f"{rows[-1].published_at.isoformat()}~{rows[-1].pk}"}
        if more and rows[-1].published_at
        else {}
    )
    language = get_language() or "zh-hans"
    told = {
        "rows": rows,
        "asked": asked,
        "box": box,
        "topics": [(str(one), facts.word("letter_topic", str(one), language)) for one in Topic],
        "next_url": f"?{urlencode(following)}" if following else "",
        "is_narrowed": bool(kept),
    }
    return frame.page(request, "portal/answers.html", told)


def _asked(request: HttpRequest) -> Asked:
    told = {
        name: request.GET.get(name, "").strip()[:LONGEST].replace("\x00", "")
        for name in ("q", "box", "topic")
    }
    topic = told["topic"] if told["topic"] in set(Topic) else ""
    return Asked(told["q"], told["box"], topic, _after(request.GET.get("after", "")))


def _after(text: str) -> tuple[datetime, UUID] | None:
    at, _tilde, key = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(key)) if moment.tzinfo is not None else None
    except ValueError:
        return None


@opens_for("public")
@require_GET
def one(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """One question with its answer, as long as it is public."""
    found = queries.find_public(publication_id)
    if found is None:
        raise Http404
    response = frame.page(request, "portal/answer.html", {"found": found})
    response["Cache-Control"] = "no-store"
    return response
