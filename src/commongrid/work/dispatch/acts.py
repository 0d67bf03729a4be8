"""Proposing and assigning: the only writers of rules and proposals."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, SYSTEM, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused, Verdict, Why
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.cases.rules import goes_to_last_resort
from commongrid.cases.terms import Status
from commongrid.registry.matters import queries as matters
from commongrid.registry.units.models import Unit
from commongrid.work.dispatch import queries, rules
from commongrid.work.dispatch.models import Proposal, Rule
from commongrid.work.dispatch.terms import Choice


def propose(case: Case, *, at: datetime) -> Verdict[Choice]:
    """Work out who should handle a waiting case and keep the answer with its reasons."""
    verdict = queries.who_handles(case, at)
    values = {
        "seq": case.seq,
        "unit_id": verdict.answer.unit_id,
        "others": list(verdict.answer.others),
        "confidence": verdict.answer.confidence,
        "whys": [why.as_json() for why in verdict.why],
        "made_at": at,
        "answer": "",
        "answered_at": None,
    }
    Proposal.objects.update_or_create(case=case, defaults=values)
    return verdict


def dispatch(case: Case, *, at: datetime) -> bool:
    """Propose, and assign at once where the matter allows it and the choice is sure; True when assigned."""
    if case.status != Status.WAITING:
        return False
    verdict = propose(case, at=at)
    item = matters.edition_kept(case.edition_id)
    sure = rules.may_assign_itself(verdict.answer, auto_assign=item.auto_assign)
    forced = goes_to_last_resort(case.send_backs).answer
    if verdict.answer.unit_id is None or not (sure.answer or forced):
        return False
    unit = Unit.objects.get(pk=verdict.answer.unit_id)
    # What the catalogue says of dispatching by itself is no reason where the last resort is forced.
    cases.assign(case, unit, by=SYSTEM, at=at, why=verdict.why if forced else (*verdict.why, *sure.why))
    answered(case, "taken", at=at)
    return True


def take_proposal(case: Case, *, by: Actor, at: datetime) -> Case:
    """The dispatcher agrees: assign to the proposed unit with the proposal's reasons."""
    proposal = Proposal.objects.select_related("unit").filter(case=case).first()
    if proposal is None or proposal.unit is None:
        raise Refused("dispatch.nothing_proposed")
    whys = tuple(Why.from_json(why) for why in proposal.whys)
    cases.assign(case, proposal.unit, by=by, at=at, why=whys)
    answered(case, "taken", at=at)
    return case


def reject_proposal(case: Case, *, by: Actor, at: datetime) -> None:
    """The dispatcher says the proposal is wrong; it is not shown again for this case."""
    require(by, "cases.assign", case)
    answered(case, "wrong", at=at)


@transaction.atomic
def take_back(case: Case, *, by: Actor, at: datetime, why: str = "") -> Case:
    """Undo a dispatch that was not taken on yet; what was proposed for the case is shown again."""
    cases.take_back(case, by=by, at=at, why=why)
    Proposal.objects.filter(case=case).update(answer="", answered_at=None)
    return case


def answered(case: Case, answer: str, *, at: datetime) -> None:
    """Keep what became of a proposal."""
    Proposal.objects.filter(case=case, answer="").update(answer=answer, answered_at=at)


@transaction.atomic
def set_rule(
    *,
    matter: str,
    area: str,
    unit: Unit,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Rule:
    """The city's own word on who gets a matter in an area; an older rule for the same is ended."""
    require(by, "admin.catalogue", EVERYTHING)
    Rule.objects.filter(matter=matter, area=area, ended_at=None).update(ended_at=at)
    rule = Rule.objects.create(matter=matter, area=area, unit=unit, note=note, set_by=by.name, set_at=at)
    told = {"matter": matter, "area": area, "unit": unit.pk, "unit_name": unit.name_zh, "note": note}
    journal.note("rule", str(rule.pk), NewEntry("dispatch.rule_set", at, by.snapshot(), told))
    return rule


@transaction.atomic
def end_rule(rule: Rule, *, by: Actor, at: datetime, why: str = "") -> None:
    """The catalogue decides again. Refused("dispatch.rule_already_ended") when somebody was quicker."""
    require(by, "admin.catalogue", EVERYTHING)
    if not Rule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=at):
        raise Refused("dispatch.rule_already_ended")
    told = {"matter": rule.matter, "area": rule.area, "unit_name": rule.unit.name_zh, "why": why}
    journal.note("rule", str(rule.pk), NewEntry("dispatch.rule_ended", at, by.snapshot(), told))
