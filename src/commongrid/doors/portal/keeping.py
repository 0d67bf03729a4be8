"""What is stored about a person, in words for the page and as JSON for the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commongrid.base.verdicts import Why
from commongrid.doors.look import facts, moments, sentences
from commongrid.registry.people.terms import MyData

FIELDS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone number"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language"),
    "created_at": gettext_lazy("Known since"),
    "last_used_at": gettext_lazy("Last heard of"),
    "frozen_at": gettext_lazy("Frozen since"),
    "number": gettext_lazy("Number"),
    "received_at": gettext_lazy("Reported"),
    "channel": gettext_lazy("Channel"),
    "words": gettext_lazy("Words"),
    "address": gettext_lazy("Address"),
    "case": gettext_lazy("Case"),
}
LANGUAGES = {"zh-hans": "中文", "en": "English"}
KINDS = {"report_words": gettext_lazy("What reports say")}


def sections(found: MyData) -> list[dict[str, Any]]:
    """Each room's rows as (name, value) pairs; what is empty is left out."""
    return [
        {"title": say(section.key), "rows": [_row(row) for row in section.rows]} for section in found.sections
    ]


def kept(found: MyData) -> list[tuple[str, str]]:
    """How long each kind of data is kept, in words."""
    return [(say(key), _days(days)) for key, days in found.kept.items()]


def _days(days: int | None) -> str:
    return _("as long as the law demands") if days is None else _("%(n)d days") % {"n": days}


def say(key: str) -> str:
    """The word of a kind of data; one without a sentence is named by its own key."""
    return sentences.say(Why(key), get_language()) if key in sentences.known() else str(KINDS.get(key, key))


def _row(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = ((FIELDS.get(name, name), _value(name, value)) for name, value in row.items())
    return [(str(name), value) for name, value in told if value]


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name == "language":
        return LANGUAGES.get(str(value), str(value))
    if isinstance(value, datetime):
        return moments.full(value)
    return facts.word(name, value, get_language() or "zh-hans") if isinstance(value, str) else str(value)


def as_json(found: MyData) -> dict[str, Any]:
    """Plain values under their own names; moments in ISO 8601."""
    looks = [
        {
            "at": one.at,
            "field": one.field,
            "role": one.role,
            "unit": one.unit_name,
            "name": one.actor_name,
            "reason": one.reason,
            "context": one.context,
        }
        for one in found.looks
    ]
    return {
        "made_at": timezone.now(),
        "sections": [{"kind": one.key, "rows": [dict(row) for row in one.rows]} for one in found.sections],
        "looks": looks,
        "kept_days": dict(found.kept),
    }
