"""Decisions about the agreement: complete enough to sign, who may sign how, whether only the seal is missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.mediation.terms import Course, Scope, Term, Topic

ON_PAPER = (Topic.FAMILY,)
"""Marriage, adoption and succession are not signed electronically (电子签名法 3)."""

WRITTEN_ONLY = (Course.LABOUR,)
"""A labour agreement is written (劳动争议调解仲裁法 14)."""


def is_complete(terms: Sequence[Term], names: Sequence[str], today: date) -> Verdict[bool]:
    """Every party has a name and no day has passed; what each term needs was asked when it was written (`rules.are_terms`)."""
    if not terms:
        return Verdict(False, (Why("mediation.no_terms"),))
    if len(names) < 2:
        return Verdict(False, (Why("mediation.party_gone"),))
    if not all(name.strip() for name in names):
        return Verdict(False, (Why("mediation.party_without_name"),))
    for nth, term in enumerate(terms, start=1):
        if term.by_on is not None and term.by_on < today:
            return Verdict(False, (Why("mediation.day_is_past", {"nth": nth}),))
    told: dict[str, str | int] = {"parties": len(names), "terms": len(terms), "sum": str(total(terms))}
    return Verdict(True, (Why("mediation.agreement_complete", told),))


def total(terms: Sequence[Term]) -> Decimal:
    """All sums of the terms together."""
    return sum((term.amount for term in terms if term.amount is not None), Decimal())


def may_be_oral(course: Course) -> Verdict[bool]:
    if course in WRITTEN_ONLY:
        return Verdict(False, (Why("mediation.must_be_written"),))
    return Verdict(True, ())


def may_sign_on_screen(topic: Topic, *, is_agent: bool, scope: str) -> Verdict[bool]:
    """Not what the law wants on paper, and an agent only with a special power."""
    if topic in ON_PAPER:
        return Verdict(False, (Why("mediation.on_paper_only"),))
    if is_agent and scope != Scope.SPECIAL:
        return Verdict(False, (Why("mediation.no_power_to_sign"),))
    return Verdict(True, ())


def may_be_sealed(*, parties: int, signed: int, by_mediator: bool) -> Verdict[bool]:
    """Parties, then the mediator, then the seal: the last makes it effective (人民调解法 29)."""
    if signed < parties:
        return Verdict(False, (Why("mediation.not_all_signed", {"waiting": parties - signed}),))
    if not by_mediator:
        return Verdict(False, (Why("mediation.mediator_not_signed"),))
    return Verdict(True, ())
