"""Choosing a matter on a small screen: what was suggested, what is usual here, what was searched for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from commongrid.base.access.terms import Actor
from commongrid.cases.models import Case
from commongrid.doors.look.gate import actor_of
from commongrid.intake.suggestion import suggest
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item

A_SEASON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Option:
    """A matter to tap, and why it is offered."""

    code: str
    name: str
    why: str
    percent: int = 0


def shown(request: HttpRequest, words: str, code: str) -> dict[str, Any]:
    """What `field/matter.html` shows: the options, the one that is chosen always among them."""
    asked = str(request.POST.get("q", request.GET.get("q", "")))[:60].replace("\x00", "")
    language, item = get_language() or "", chosen(code)
    found = options(words, asked, actor_of(request), timezone.now(), language)
    if item is not None and item.code not in {option.code for option in found}:
        found = [_option(item, "", language), *found]
    return {"asked": asked, "options": found, "item": item}


def options(words: str, asked: str, actor: Actor, now: datetime, language: str) -> list[Option]:
    """At most eight: found by what was asked for, else suggested by the words and usual in this area."""
    if asked.strip():
        return [_option(found.item, "found", language) for found in matters.search(asked, limit=8)]
    told = suggest(words, limit=3).answer if words.strip() else ()
    items = {item.code: item for item in matters.catalogue()}
    first = [
        _option(items[one.code], "suggested", language, round(one.confidence * 100))
        for one in told
        if one.code in items
    ]
    known = {option.code for option in first}
    usual = [_option(item, "usual", language) for item in usual_here(actor, now) if item.code not in known]
    return [*first, *usual][:8]


def usual_here(actor: Actor, now: datetime, limit: int = 6) -> list[Item]:
    """The matters most often filed in the actor's area this season (index cases_case_area)."""
    filed = Case.objects.filter(area__startswith=actor.area, opened_at__gte=now - A_SEASON)
    counted = filed.values("matter__code").annotate(many=Count("pk")).order_by("-many")[:limit]
    items = {item.code: item for item in matters.catalogue()}
    return [items[row["matter__code"]] for row in counted if row["matter__code"] in items]


def chosen(code: str) -> Item | None:
    """The matter somebody tapped, if it is one."""
    return next((item for item in matters.catalogue() if item.code == code), None) if code else None


def _option(item: Item, why: str, language: str, percent: int = 0) -> Option:
    return Option(item.code, item.name(language).words, why, percent)
