"""A course's text as HTML: paragraphs, headings, lists and emphasis; whatever else was written is shown as letters."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

UNDERSTOOD = ("heading", "list", "emphasis", "newline", "escape")
"""Rules added to the empty preset. No HTML, link or picture is among them: what is not understood stays text, and is escaped."""


def as_html(text: str) -> SafeString:
    """Headings begin at the third level, for the page has a title of its own."""
    tokens = _reader().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
    reader = _reader()
    html = str(reader.renderer.render(tokens, reader.options, {}))
    return mark_safe(html)  # noqa: S308 (markdown-it escapes what it does not understand)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(list(UNDERSTOOD))
