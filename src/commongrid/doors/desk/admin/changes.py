"""What a new edition would say differently, in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.doors.desk.admin import wording
from commongrid.doors.desk.admin.wording import FIELDS, STAGES
from commongrid.doors.look import facts
from commongrid.registry.matters.terms import Change


@dataclass(frozen=True, slots=True)
class Told:
    """One change as the preview shows it."""

    label: str
    before: str
    after: str


def told(found: Sequence[Change]) -> list[Told]:
    """Each change in words, in the order of the form; a row that comes or goes is told once."""
    gone, rows = [], _whole_rows(found)
    for number, is_new in rows.items():
        words = [
            _value(one.field, one.after if is_new else one.before) for one in found if _row(one) == number
        ]
        joined = " · ".join(word for word in words if word != _("no"))
        gone.append(Told(_("Row %(n)d") % {"n": number}, *(("–", joined) if is_new else (joined, "–"))))
    singles = [
        Told(label(one.field), _value(one.field, one.before), _value(one.field, one.after))
        for one in found
        if _row(one) not in rows
    ]
    return [*singles, *gone]


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
    return wording.limit(Limit(float(amount), Unit(unit)))


def _word(fact: str) -> Callable[[str], str]:
    return lambda value: facts.word(fact, value, get_language() or "zh-hans")


_WORDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(STAGES, _stored_limit),
    "department": wording.department,
    "kind": _word("matter_kind"),
    "level": _word("level"),
    "confidence": _word("confidence"),
}
