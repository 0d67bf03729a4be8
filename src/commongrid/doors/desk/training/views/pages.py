"""One page of a course on a form: written, seen as it will be read, moved and taken out; always in the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.doors.desk.training import frame
from commongrid.doors.desk.training.writing import PageForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import reading
from commongrid.doors.look.trying import went
from commongrid.work.training import acts, queries, texts
from commongrid.work.training.terms import Content, Page

MOVES = {"up": -1, "down": 1}
type Pages = list[tuple[Page, Page]]


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """GET: the form. POST: kept in the draft, or with `do=preview` only shown as it will be read."""
    content, many = _content(code)
    if not 1 <= number <= len(many) + 1:
        raise Http404
    is_new = number > len(many)
    form = PageForm(request.POST or None, initial={} if is_new else _first(many[number - 1]))
    told: dict[str, Any] = {
        "course": queries.course(code), "form": form, "number": number, "many": len(many), "is_new": is_new
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        zh, en = form.pages()
        if request.POST.get("do") == "preview":
            shown = [each for each in (zh, en) if each.title or each.text]
            told["shown"] = [(each.title, reading.as_html(each.text)) for each in shown]
            return frame.own(request, "page", told)
        changed = [*many[: number - 1], (zh, en), *many[number:]]
        if went(form, lambda: _keep(request, code, content, changed)):
            messages.success(request, _("The draft is kept. Nobody else sees it before it is published."))
            return redirect("desk:training:course_run", code)
    return frame.own(request, "page", told, status=422 if form.errors else 200)


@opens_for("training.run")
@require_POST
def arrange(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Move a page up or down, or take it out of the draft; earlier editions keep it."""
    content, many = _content(code)
    if not 1 <= number <= len(many):
        raise Http404
    do, place = request.POST.get("do", ""), number - 1
    taken = many.pop(place)
    if do in MOVES:
        many.insert(min(max(place + MOVES[do], 0), len(many)), taken)
    elif do != "remove":
        raise Http404
    _keep(request, code, content, many)
    messages.success(request, _("The draft is kept. Nobody else sees it before it is published."))
    return redirect("desk:training:course_run", code)


def _content(code: str) -> tuple[Content, Pages]:
    """What the draft says, else the edition that is read, and its pages."""
    course = frame.or_404(lambda: queries.course(code))
    found = queries.draft_of(course) or queries.current_of(code)
    if found is None:
        raise Http404
    return found.content(), texts.both(found.content())


def _first(both: tuple[Page, Page]) -> dict[str, str]:
    zh, en = both
    return {"title_zh": zh.title, "text_zh": zh.text, "title_en": en.title, "text_en": en.text}


def _keep(request: HttpRequest, code: str, content: Content, many: Pages) -> None:
    acts.draft(code, texts.rewritten(content, many), by=actor_of(request), at=timezone.now())
