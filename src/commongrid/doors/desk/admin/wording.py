"""Words for limits, fields and changes of the catalogue, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy, ngettext

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.registry.matters import queries as matters

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
