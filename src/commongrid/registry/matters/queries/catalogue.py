"""Matters in the edition in force, their rows, departments, reasons and usual limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commongrid.base.verdicts import Refused, Verdict
from commongrid.registry.matters import finding, nearness, rules, stored
from commongrid.registry.matters.models import Department, Edition, Reason
from commongrid.registry.matters.queries.keeping import kept
from commongrid.registry.matters.terms import Criterion, Distinction, Item, ReasonKind


def catalogue(at: datetime | None = None) -> list[Item]:
    """The matters in use, by code, each in the edition in force at `at` (None: the current one)."""
    return [item for item in everything(at) if item.active]


def everything(at: datetime | None = None) -> list[Item]:
    """The same with the matters that are switched off."""
    now = kept()
    if at is None or now.newest is None or now.newest <= at:
        return list(now.items.values())
    return _in_force(at)


def _in_force(at: datetime, **which: Any) -> list[Item]:
    """Older editions, from the database (index matters_edition_in_force)."""
    asked = Edition.objects.filter(from_at__lte=at, **which).order_by("matter", "-from_at", "-number")
    latest = asked.distinct("matter").values("pk")
    return stored.items(Edition.objects.filter(pk__in=latest).order_by("matter__code"))


def edition(code: str, at: datetime | None = None) -> Item:
    """One matter in the edition in force; switched-off ones too. Raises Refused("matters.unknown")."""
    current = kept().items.get(code)
    if current is None:
        raise Refused("matters.unknown", code=code)
    if at is None or (current.from_at and current.from_at <= at):
        return current
    older = _in_force(at, matter=current.matter_id)
    if not older:
        raise Refused("matters.not_yet", code=code, from_at=str(current.from_at))
    return older[0]


def edition_kept(edition_id: int) -> Item:
    """The edition a case keeps, however old; editions never change, so each is read once. Edition.DoesNotExist."""
    now = kept()
    if edition_id not in now.older:
        if not now.older:
            now.older |= {item.edition_id: item for item in now.items.values()}
        if edition_id not in now.older:
            found = stored.items(Edition.objects.filter(pk=edition_id))
            if not found:
                raise Edition.DoesNotExist(edition_id)
            now.older[edition_id] = found[0]
    return now.older[edition_id]


def editions(code: str) -> list[Item]:
    """All editions of a matter, the newest first (unique index matters_edition_number)."""
    return stored.items(Edition.objects.filter(matter__code=code).order_by("-number"))


def row_for(
    code: str,
    *,
    at: datetime | None = None,
    chosen: int | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Verdict[Criterion]:
    """The row a report of this matter is filed under, and why (see rules.which_row)."""
    return rules.which_row(edition(code, at), chosen=chosen, answers=answers)


def search(text: str, *, at: datetime | None = None, limit: int = 20) -> list[finding.Found]:
    """The matters in use that answer to the words, keywords, code or pinyin typed; the best first."""
    return finding.search(text, catalogue(at), limit=limit)


def is_similar(code_a: str, code_b: str) -> Verdict[bool]:
    """May reports of the two matters be about one thing? False when one is unknown."""
    items = kept().items
    return (
        rules.is_similar(items[code_a], items[code_b]) if {code_a, code_b} <= items.keys() else Verdict(False)
    )


def near_copies() -> list[tuple[nearness.Pair, Distinction | None]]:
    """Pairs of matters in use that read almost alike, with what tells them apart; those nothing does first."""
    told = kept().distinctions
    found = [(pair, nearness.told_apart(*pair.codes, told)) for pair in nearness.near_copies(catalogue())]
    return sorted(found, key=lambda each: each[1] is not None)


def distinctions() -> tuple[Distinction, ...]:
    """How matters that read alike are told apart, by their codes."""
    return kept().distinctions


def departments() -> Mapping[str, Department]:
    """By code, in order."""
    return kept().departments


def reasons(kind: ReasonKind) -> list[Reason]:
    """The list to choose from for an act, by code; read them, do not change them."""
    return [reason for (each, _), reason in kept().reasons.items() if each == kind and reason.active]


def reason(kind: ReasonKind, code: str) -> Reason:
    """One reason, also a switched-off one. Raises Refused("matters.unknown_reason")."""
    found = kept().reasons.get((kind.value, code))
    if found is None:
        raise Refused("matters.unknown_reason", kind=kind.value, code=code)
    return found


def usual_limits() -> rules.UsualLimits:
    """What fills in the stages a row says nothing about. Raises Refused("matters.no_usual_limits")."""
    found = kept().usual
    if found is None:
        raise Refused("matters.no_usual_limits")
    return found
