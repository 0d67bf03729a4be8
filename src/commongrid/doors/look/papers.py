"""A page as a paper to keep or to go on writing in: PDF/A or DOCX, by whoever may read the page."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from commongrid.base import papers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MADE = {"pdf": (papers.pdf, "application/pdf"), "docx": (papers.docx, WORD)}


def paper(title: str, under: str, blocks: tuple[papers.Block, ...], *, by: str, at: datetime) -> papers.Paper:
    """A paper in the reader's language; `under` stands below the title, `by` is the unit it is of."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    foot = " · ".join(filter(None, (by, title)))
    return papers.Paper(title, under, blocks, at, by=by, language=language, foot=foot)


def answer(made: papers.Paper, kind: str, name: str) -> HttpResponse:
    """The file, never kept by a browser or a proxy; 404 for a kind there is none of."""
    if kind not in MADE:
        raise Http404
    draw, media_type = MADE[kind]
    response = HttpResponse(draw(made), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
