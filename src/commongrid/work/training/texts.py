"""A course's text: one text for each language, cut into pages where a line begins with "# "."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from commongrid.base.verdicts import Why
from commongrid.work.training.terms import Content, Page

MOST_TEXT = 60_000
MOST_PAGES = 40
NO_PAGE = Page("", "")


def pages(text: str) -> tuple[Page, ...]:
    """The pages of a text, in order; what stands before the first title belongs to none."""
    found: list[tuple[str, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("# "):
            found.append((line[2:].strip(), []))
        elif found:
            found[-1][1].append(line)
    return tuple(Page(title, "\n".join(lines).strip()) for title, lines in found)


def in_language(content_zh: str, content_en: str, language: str) -> tuple[Page, ...]:
    """The pages in a language; Chinese where there is no English."""
    return pages(content_en if language.startswith("en") and content_en.strip() else content_zh)


def joined(many: Sequence[Page]) -> str:
    """A text of these pages; "" of none, and of pages that are all empty."""
    if not any(page.title or page.text for page in many):
        return ""
    return "\n\n".join(f"# {page.title}\n\n{page.text.strip()}".rstrip() for page in many) + "\n"


def both(content: Content) -> list[tuple[Page, Page]]:
    """Each page in Chinese with the one of the same number in English, empty where there is none."""
    zh, en = pages(content.text_zh), pages(content.text_en)
    return [(one, en[place] if place < len(en) else NO_PAGE) for place, one in enumerate(zh)]


def rewritten(content: Content, many: Sequence[tuple[Page, Page]]) -> Content:
    """The same course with these pages."""
    zh, en = [one for one, _other in many], [other for _one, other in many]
    return replace(content, text_zh=joined(zh), text_en=joined(en))


def faults(content: Content) -> Iterator[Why]:
    """Everything that keeps a course from being published."""
    zh, en = pages(content.text_zh), pages(content.text_en)
    if not zh:
        yield Why("training.no_pages")
    if content.text_zh.strip() and not content.text_zh.lstrip().startswith("# "):
        yield Why("training.text_before_title")
    if content.text_en.strip() and len(en) != len(zh):
        yield Why("training.pages_differ", {"zh": len(zh), "en": len(en)})
    if len(zh) > MOST_PAGES:
        yield Why("training.too_many_pages", {"most": MOST_PAGES})
    for number, page in enumerate((*zh, *en), start=1):
        if not page.title or not page.text:
            yield Why("training.empty_page", {"number": number if number <= len(zh) else number - len(zh)})
