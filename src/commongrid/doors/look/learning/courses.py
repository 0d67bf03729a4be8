"""My training, and a course page by page."""

from __future__ import annotations

import secrets

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.doors.look import gate
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import reading
from commongrid.doors.look.learning.faces import Face
from commongrid.work.training import acts, queries
from commongrid.work.training.models import Edition

ON_FOOT = frozenset({"grid_worker", "grid_leader", "informant", "captain", "volunteer"})


@opens_for("staff")
@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """`/training/`, as notices name it: to the learning pages of the door the post works in."""
    return redirect(f"{'field' if actor_of(request).role in ON_FOOT else 'desk'}:training:home")


def account_of(actor: Actor) -> int:
    """The account that learns; the gate lets nobody in without one."""
    return actor.account_id or 0


@opens_for("staff")
@require_GET
def home(request: HttpRequest, face: Face) -> HttpResponse:
    """What my posts demand of me, my courses and how far I am, exams, and my certificates."""
    me, held, today = account_of(actor_of(request)), gate.posts(request), timezone.localdate()
    roles = sorted({post.role for post in held})
    progress = queries.progress_of(me)
    language = get_language() or "zh-hans"
    courses = [
        (edition, progress.get(edition.pk), len(edition.pages(language)))
        for edition in queries.courses_of(roles)
    ]
    told = {
        "owed": queries.owed(me, held, today),
        "courses": courses,
        "exams": queries.exams_for(roles),
        "certificates": [(one, one.state_on(today)) for one in queries.certificates_of(me)],
        "sittings": queries.sittings_of(me),
    }
    return face.shows(request, "home", told)


def edition_or_404(code: str) -> Edition:
    """The edition that is read now; none of a course that was withdrawn."""
    found = queries.current_of(code)
    if found is None or found.course.withdrawn_at is not None:
        raise Http404
    return found


@opens_for("staff")
@require_GET
def course(request: HttpRequest, face: Face, code: str) -> HttpResponse:
    """What a course is about, its pages with those that are done, its quiz and its exams."""
    edition = edition_or_404(code)
    progress = queries.progress(account_of(actor_of(request)), edition)
    pages = list(enumerate(edition.pages(get_language() or "zh-hans"), start=1))
    done = set(progress.pages) if progress else set()
    told = {
        "edition": edition,
        "pages": [(number, one, number in done) for number, one in pages],
        "next": next((number for number, _page in pages if number not in done), 0),
        "quiz_at": progress.quiz_at if progress else None,
        "has_quiz": bool(queries.bank_ids([edition.course_id])),
        "exams": [one for one in edition.course.exams.select_related("kind") if one.withdrawn_at is None],
    }
    return face.shows(request, "course", told)


@opens_for("staff")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, face: Face, code: str, number: int) -> HttpResponse:
    """One page. POST: it is done, and the next one follows."""
    return face.takes(_page)(request, face, code, number)


def _page(request: HttpRequest, face: Face, code: str, number: int) -> HttpResponse:
    edition = edition_or_404(code)
    pages = edition.pages(get_language() or "zh-hans")
    if not 1 <= number <= len(pages):
        raise Http404
    if request.method == "POST":
        acts.read_page(edition, number, by=actor_of(request), at=timezone.now())
        return face.leads("page", code, number + 1) if number < len(pages) else face.leads("course", code)
    told = {
        "edition": edition,
        "page": pages[number - 1],
        "text": reading.as_html(pages[number - 1].text),
        "number": number,
        "many": len(pages),
        "before": number - 1,
        "after": number + 1 if number < len(pages) else 0,
        "key": secrets.token_urlsafe(18),
    }
    return face.shows(request, "page", told)


@opens_for("staff")
@require_GET
def document(request: HttpRequest, face: Face, code: str) -> HttpResponseBase:
    """The course's PDF, as an attachment."""
    edition = edition_or_404(code)
    known = {one.pk: one for one in files.documents([f"course:{edition.course.code}"])}
    found = known.get(edition.document_id) if edition.document_id else None
    if found is None:
        raise Http404
    served = files.serve_document(found)
    answer = FileResponse(
        served.path.open("rb"), content_type=served.media_type, as_attachment=True, filename=served.name
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
