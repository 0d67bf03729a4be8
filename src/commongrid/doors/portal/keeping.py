"""What is stored about a person, in words for the page and as JSON for the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commongrid.base.privacy import retention
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
    "building": gettext_lazy("Building"),
    "capacity": gettext_lazy("Capacity"),
    "captain_state": gettext_lazy("State"),
    "mediation_topic": gettext_lazy("About"),
    "mediation_state": gettext_lazy("State"),
    "asked_at": gettext_lazy("Asked"),
    "starts_at": gettext_lazy("When"),
    "place": gettext_lazy("Where"),
    "appointment_state": gettext_lazy("State"),
    "starts_on": gettext_lazy("From"),
    "ended_on": gettext_lazy("Until"),
    "received_at": gettext_lazy("Reported"),
    "channel": gettext_lazy("Channel"),
    "words": gettext_lazy("Words"),
    "address": gettext_lazy("Address"),
    "case": gettext_lazy("Case"),
}
CODED = {"channel", "capacity", "captain_state", "mediation_topic", "mediation_state", "appointment_state"}
"""Values that are words of ours; what a person gave is shown letter by letter as they gave it."""
LANGUAGES = {"zh-hans": "中文", "en": "English"}
A_YEAR = 365.25
NOT_OF_RESIDENTS = {
    "notices.hook", "patrol.position", "patrol.who", "patrol.round", "serving.cards", "training.sittings",
    "training.progress", "training.certificates",
}  # fmt: skip
"""Kept as well, but nothing of a resident's stands in it."""
KINDS = {"report_words": gettext_lazy("What reports say")}


def sections(found: MyData) -> list[dict[str, Any]]:
    """Each room's rows as (name, value) pairs; what is empty is left out."""
    return [
        {"title": say(section.key), "rows": [_row(row) for row in section.rows]} for section in found.sections
    ]


def kept(found: MyData) -> list[tuple[str, str]]:
    """How long each kind of data is kept, in words."""
    return [(say(key), how_long(days)) for key, days in found.kept.items() if key not in NOT_OF_RESIDENTS]


def of_residents() -> list[tuple[str, str]]:
    """How long each kind of residents' data is kept, in words."""
    told = [one for one in retention.all_of_them() if one.key not in NOT_OF_RESIDENTS]
    return [(say(one.key), how_long(one.days)) for one in told]


def how_long(days: int | None) -> str:
    """A time of keeping in words; what is a number of years is said in years."""
    if days is None:
        return _("as long as the law demands")
    years = round(days / A_YEAR)
    if years and abs(days - years * A_YEAR) <= 1:
        return ngettext("%(n)d year", "%(n)d years", years) % {"n": years}
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


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
    return facts.word(name, str(value), get_language() or "zh-hans") if name in CODED else str(value)


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
