"""The catalogue as a list: what the filters leave, in keyset pages by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.look import facts
from commongrid.registry.matters import finding
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Confidence, Item, Kind

SIZE = 60
NAMES = ("q", "class", "kind", "department", "confidence", "state")


@dataclass(frozen=True, slots=True)
class Choice:
    """A select of the filter row."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class Page:
    items: list[Item]
    total: int
    next_url: str


def page(asked: QueryDict) -> Page:
    """One page; a search is ordered by how well each answers and has one page, everything else is by code."""
    items = [item for item in matters.everything() if fits(item, asked)]
    text = asked.get("q", "").strip()
    if text:
        found = [one.item for one in finding.search(text, items, limit=len(items) or 1)]
        return Page(found[: SIZE * 2], len(found), "")
    after = asked.get("after", "")
    rest = [item for item in items if item.code > after]
    query = {name: asked[name] for name in NAMES if asked.get(name)}
    more = f"?{urlencode({**query, 'after': rest[SIZE - 1].code})}" if len(rest) > SIZE else ""
    return Page(rest[:SIZE], len(items), more)


def fits(item: Item, asked: QueryDict) -> bool:
    """Does the item meet every filter but the words?"""
    wanted = {name: asked.get(name, "") for name in NAMES}
    sure = {item.confidence, *(row.confidence for row in item.rows)}
    borne = {item.department, *(row.department for row in item.rows)}
    return (
        (not wanted["class"] or item.class_zh == wanted["class"])
        and (not wanted["kind"] or item.kind == wanted["kind"])
        and (not wanted["department"] or wanted["department"] in borne)
        and (not wanted["confidence"] or wanted["confidence"] in sure)
        and (not wanted["state"] or item.active == (wanted["state"] == "on"))
    )


def choices(asked: QueryDict) -> list[Choice]:
    """The selects above the list."""
    language = get_language() or "zh-hans"
    is_english = language.startswith("en")
    classes: dict[str, str] = {}
    for item in matters.everything():
        classes.setdefault(item.class_zh, (is_english and item.class_en) or item.class_zh)
    departments = [
        (one.code, (is_english and one.name_en) or one.name_zh) for one in matters.departments().values()
    ]
    kinds = [(str(one), facts.word("matter_kind", str(one), language)) for one in Kind]
    sure = [(str(one), facts.word("confidence", str(one), language)) for one in Confidence]
    states = [("on", _("in use")), ("off", _("switched off"))]
    return [
        _choice("class", _("Class"), list(classes.items()), asked),
        _choice("kind", _("Kind"), kinds, asked),
        _choice("department", _("Department"), departments, asked),
        _choice("confidence", _("How sure"), sure, asked),
        _choice("state", _("State"), states, asked),
    ]


def _choice(name: str, label: str, options: Sequence[tuple[str, str]], asked: QueryDict) -> Choice:
    return Choice(name, label, [("", _("any")), *options], asked.get(name, ""))
