"""How it ends: with terms, without, or somewhere else; and how it comes back from there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused, Why
from commongrid.work.mediation import rules
from commongrid.work.mediation.acts.consenting import cancel_planned
from commongrid.work.mediation.acts.core import carry_out, check, clock, tell_parties, tell_staff
from commongrid.work.mediation.models import Clause, Mediation, Referral
from commongrid.work.mediation.terms import FAILING, Course, Ending, Onward, Result, Term


@transaction.atomic
def set_terms(mediation: Mediation, terms: Sequence[Term], *, by: Actor, at: datetime) -> None:
    """Write the terms as they stand now, all of them. Refused with what is unclear in which."""
    act = check(mediation, "set_terms", by=by, at=at)
    verdict = rules.are_terms(terms, set(mediation.parties.values_list("pk", flat=True)))
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    mediation.clauses.all().delete()
    for nth, term in enumerate(terms, start=1):
        row = Clause(
            id=rules.part_id(mediation.pk, f"clause-{mediation.seq}-{nth}"),
            mediation=mediation, order=nth, who_id=term.who, by_on=term.by_on, amount=term.amount,
        )  # fmt: skip
        row.what = term.what.strip()
        row.save(force_insert=True)
    carry_out(mediation, act, by=by, at=at, told={"terms": len(terms)})


@transaction.atomic
def agree(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """The parties agree on the terms that are written. What is signed, and where, comes after. Refused: mediation.no_terms."""
    act = check(mediation, "agree", by=by, at=at)
    if not mediation.clauses.exists():
        raise Refused("mediation.no_terms")
    carry_out(mediation, act, by=by, at=at, changes={"ending": Ending.AGREED.value})
    cancel_planned(mediation, at=at)
    tell_parties(mediation, "agreed", mediation.parties.all(), at=at)


@transaction.atomic
def fail(mediation: Mediation, ending: str, *, by: Actor, at: datetime) -> None:
    """No agreement, for one of the reasons of 在线调解规则 25; the parties are told what is open to them (人民调解法 26)."""
    act = check(mediation, "fail", by=by, at=at)
    if ending not in FAILING:
        raise Refused("mediation.no_reason")
    routes = rules.routes(Course(mediation.course), Ending(ending))
    whys = tuple(Why("mediation.route", {"mediation_route": route, "rule": rule}) for route, rule in routes)
    carry_out(
        mediation, act, by=by, at=at, changes={"ending": ending}, told={"mediation_ending": ending}, whys=whys
    )
    cancel_planned(mediation, at=at)
    tell_parties(mediation, "failed", mediation.parties.all(), at=at)


@transaction.atomic
def refer(mediation: Mediation, onward: str, ready: Collection[str], *, by: Actor, at: datetime) -> Referral:
    """Send it on. Refused while something that place asks for is not there: mediation.lacks."""
    act = check(mediation, "refer", by=by, at=at)
    there = Onward(onward)
    if lacking := rules.lacks(there, ready):
        raise Refused("mediation.lacks", mediation_need=lacking[0], more=len(lacking) - 1)
    made = Referral.objects.create(mediation=mediation, onward=there.value, ready=sorted(ready), sent_at=at)
    carry_out(mediation, act, by=by, at=at, told={"mediation_onward": there.value})
    cancel_planned(mediation, at=at)
    tell_parties(mediation, "referred", mediation.parties.all(), at=at)
    return made


@transaction.atomic
def answer_referral(mediation: Mediation, result: str, number: str, *, by: Actor, at: datetime) -> None:
    """What became of it there, with their number."""
    act = check(mediation, "answer_referral", by=by, at=at)
    last = mediation.referrals.order_by("-sent_at", "-pk").first()
    if last is None or result not in set(Result):
        raise Refused("mediation.no_reason")
    last.result, last.number_back, last.answered_at = result, number.strip()[:60], at
    last.save(update_fields=["result", "number_back", "answered_at"])
    carry_out(mediation, act, by=by, at=at, told={"mediation_result": result})


@transaction.atomic
def come_back(mediation: Mediation, *, by: Actor, at: datetime) -> None:
    """It comes back to the table; the clock begins anew."""
    act = check(mediation, "come_back", by=by, at=at)
    changes = {
        "ended_at": None, "ending": "", "accepted_at": at, "pauses": [], "extended_to": None, "told_late_at": None,
        **clock(mediation, (), since=at),
    }  # fmt: skip
    carry_out(mediation, act, by=by, at=at, changes=changes)
    tell_staff(mediation, "came_back", {*mediation.sitting_ids, *mediation.heading_ids}, at=at)
    tell_parties(mediation, "came_back", mediation.parties.all(), at=at)
