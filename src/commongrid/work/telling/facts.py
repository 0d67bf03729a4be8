"""The facts a notice's sentence is filled with, from an entry and from the case or report it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commongrid.base.verdicts import Fact, Refused
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind


def plain(data: Mapping[str, Any]) -> dict[str, Fact]:
    """What an entry says in single values."""
    return {key: value for key, value in data.items() if isinstance(value, str | int | float | bool)}


def reason(data: Mapping[str, Any]) -> dict[str, Fact]:
    """A decline in the words meant for its reporter, where the list has them."""
    if "reason_zh" not in data:
        return {}
    try:
        found = matters.reason(ReasonKind.DECLINE, str(data.get("reason")))
    except Refused:
        return {}
    told = {"reason_zh": found.tell_zh or found.zh, "reason_en": found.tell_en or found.en or found.zh}
    return {name: words.rstrip("。.") for name, words in told.items()}


def matter(row: Any) -> dict[str, Fact]:
    """The names of the matter of a case or report; needs `matter__current` loaded."""
    edition = row.matter.current if row.matter else None
    return {"matter_zh": edition.name_zh, "matter_en": edition.name_en or edition.name_zh} if edition else {}
