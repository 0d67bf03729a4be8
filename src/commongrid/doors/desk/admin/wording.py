"""Words for limits, fields and changes of the catalogue, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.doors.look import facts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Change

UNITS = (
    (Unit.WORKING_HOURS, gettext_lazy("working hours")),
    (Unit.URGENT_HOURS, gettext_lazy("hours round the clock")),
    (Unit.WORKING_DAYS, gettext_lazy("working days")),
    (Unit.NATURAL_DAYS, gettext_lazy("natural days")),
)
FIELDS = {
    "class_zh": gettext_lazy("Class (Chinese)"),
    "class_en": gettext_lazy("Class (English)"),
    "subclass_zh": gettext_lazy("Subclass (Chinese)"),
    "subclass_en": gettext_lazy("Subclass (English)"),
    "name_zh": gettext_lazy("Name (Chinese)"),
    "name_en": gettext_lazy("Name (English)"),
    "kind": gettext_lazy("Kind"),
    "department": gettext_lazy("Department"),
    "is_public": gettext_lazy("Shown to everybody"),
    "confidential": gettext_lazy("Confidential"),
    "rewardable": gettext_lazy("May be rewarded"),
    "needs_verification": gettext_lazy("Verified on the spot first"),
    "self_check": gettext_lazy("May be checked by the unit itself"),
    "auto_assign": gettext_lazy("Dispatched by itself when sure"),
    "urgent": gettext_lazy("Urgent"),
    "evidence_zh": gettext_lazy("Evidence (Chinese)"),
    "evidence_en": gettext_lazy("Evidence (English)"),
    "standard_zh": gettext_lazy("Standard of work (Chinese)"),
    "standard_en": gettext_lazy("Standard of work (English)"),
    "patrol_zh": gettext_lazy("Patrol (Chinese)"),
    "patrol_en": gettext_lazy("Patrol (English)"),
    "questions": gettext_lazy("Questions"),
    "keywords": gettext_lazy("Words people use"),
    "confidence": gettext_lazy("How sure"),
    "source": gettext_lazy("Source"),
    "criterion_zh": gettext_lazy("Filing criterion (Chinese)"),
    "criterion_en": gettext_lazy("Filing criterion (English)"),
    "closing_zh": gettext_lazy("Closing criterion (Chinese)"),
    "closing_en": gettext_lazy("Closing criterion (English)"),
    "when": gettext_lazy("Fits when"),
    "level": gettext_lazy("Level"),
    "dispatch": gettext_lazy("Limit to dispatch"),
    "accept": gettext_lazy("Limit to take on"),
    "handle": gettext_lazy("Limit to handle"),
    "check": gettext_lazy("Limit to check"),
}
STAGES = ("dispatch", "accept", "handle", "check")


@dataclass(frozen=True, slots=True)
class Told:
    """One change as the preview shows it."""

    label: str
    before: str
    after: str


def limit(found: Limit) -> str:
    """3 working days · 3个工作日."""
    amount = f"{found.amount:g}"
    number = 1 if found.amount == 1 else 2
    words = {
        Unit.WORKING_HOURS: ngettext("%(n)s working hour", "%(n)s working hours", number),
        Unit.URGENT_HOURS: ngettext("%(n)s hour round the clock", "%(n)s hours round the clock", number),
        Unit.WORKING_DAYS: ngettext("%(n)s working day", "%(n)s working days", number),
        Unit.NATURAL_DAYS: ngettext("%(n)s natural day", "%(n)s natural days", number),
    }
    return words[found.unit] % {"n": amount}


def department(code: str) -> str:
    """The department's name in the reader's language; the bare code when nobody knows it."""
    found = matters.departments().get(code)
    if found is None:
        return code
    return (found.name_en if (get_language() or "").startswith("en") else "") or found.name_zh


def changes(found: Sequence[Change]) -> list[Told]:
    """Each change in words, in the order of the form; a row that comes or goes is told once."""
    told, rows = [], _whole_rows(found)
    for number, is_new in rows.items():
        words = [
            _value(one.field, one.after if is_new else one.before) for one in found if _row(one) == number
        ]
        joined = " · ".join(word for word in words if word != _("no"))
        told.append(Told(_("Row %(n)d") % {"n": number}, *(("–", joined) if is_new else (joined, "–"))))
    singles = [
        Told(label(one.field), _value(one.field, one.before), _value(one.field, one.after))
        for one in found
        if _row(one) not in rows
    ]
    return [*singles, *told]


def label(field: str) -> str:
    """ "Row 2 · Limit to handle"."""
    match = re.match(r"rows\.(\d+)\.(\w+)", field)
    if match is None:
        return str(FIELDS.get(field, field))
    name = str(FIELDS.get(match[2], match[2]))
    return _("Row %(n)d · %(name)s") % {"n": int(match[1]), "name": name}


def _row(change: Change) -> int:
    match = re.match(r"rows\.(\d+)\.", change.field)
    return int(match[1]) if match else 0


def _whole_rows(found: Sequence[Change]) -> dict[int, bool]:
    """Rows that are added (True) or taken away (False)."""
    whole = {}
    for one in found:
        if one.field.endswith(".criterion_zh") and (one.before is None) != (one.after is None):
            whole[_row(one)] = one.before is None
    return whole


def _value(field: str, value: Any) -> str:
    name = field.rpartition(".")[2]
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "; ".join(f"{key} = {answer}" for key, answer in value.items()) or "–"
    return _WORDS[name](str(value)) if name in _WORDS else str(value)


def _stored_limit(text: str) -> str:
    amount, _space, unit = text.partition(" ")
    return limit(Limit(float(amount), Unit(unit)))


def _word(fact: str) -> Callable[[str], str]:
    return lambda value: facts.word(fact, value, get_language() or "zh-hans")


_WORDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(STAGES, _stored_limit),
    "department": department,
    "kind": _word("matter_kind"),
    "level": _word("level"),
    "confidence": _word("confidence"),
}
