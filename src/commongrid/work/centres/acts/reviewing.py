"""The level above: give back, grade item by item, answer an appeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Update, Write
from commongrid.base.verdicts import Refused
from commongrid.work.centres import queries, rules
from commongrid.work.centres.acts.core import check, held_to, move, said
from commongrid.work.centres.models import Assessment, Finding
from commongrid.work.centres.terms import Evidence, Judged, Met, Result

type Lowered = Mapping[str, tuple[Met, str]]
"""By an item's code: what the level above found instead, and why."""


def give_back(found: Assessment, *, by: Actor, at: datetime, why: str) -> Assessment:
    """More is to be shown first; the centre reads why."""
    act = check(found, "give_back", by=by)
    _above(found, by)
    return move(found, act, by=by, at=at, changes={"note": said(why)[:500]})


def grade(found: Assessment, lowered: Lowered, *, on_the_spot: bool, by: Actor, at: datetime) -> Assessment:
    """Agree, or lower items with a reason each; facts are looked up once more. The grade holds from now on."""
    act = check(found, "grade", by=by)
    _above(found, by)
    then, outcome, months = _judged(found, lowered)
    day = timezone.localdate(at)
    changes = {
        "graded_at": at,
        "graded_by": by.account_id,
        "graded_unit": by.unit_name,
        "on_the_spot": on_the_spot,
        "valid_until": rules.valid_until(day, months),
        **_come_to(outcome),
    }
    told = {"centre_grade": str(outcome.grade), "score": outcome.score, "lowered": len(lowered)}
    return move(found, act, by=by, at=at, changes=changes, told=told, then=then)


def answer_appeal(
    found: Assessment, raised: Sequence[str], answer: str, *, by: Actor, at: datetime
) -> Assessment:
    """Another person than who graded answers: the items in `raised` stand as the centre said. This is final."""
    act = check(found, "answer_appeal", by=by)
    held_to(
        rules.may_review(by.area, found.area, is_own=by.account_id in (found.graded_by, found.submitted_by))
    )
    standard, judged = queries.standard_of(found.edition), queries.judged(queries.findings(found).values())
    back = [code for code in raised if code in judged and judged[code].found]
    after = {code: (_agreed(one) if code in back else one) for code, one in judged.items()}
    then = [Update(Finding, {"assessment": found.pk, "code": code}, {"found": ""}) for code in back]
    outcome = rules.result(standard, after)
    changes = {"appeal_answer": said(answer)[:1000], **_come_to(outcome)}
    told = {"centre_grade": str(outcome.grade), "score": outcome.score, "raised": len(back)}
    return move(found, act, by=by, at=at, changes=changes, told=told, then=then)


def _above(found: Assessment, by: Actor) -> None:
    held_to(rules.may_review(by.area, found.area, is_own=by.account_id == found.submitted_by))


def _judged(found: Assessment, lowered: Lowered) -> tuple[list[Write], Result, int]:
    """The writes of a review, what it comes to, and how many months it holds. Refused: centres.say_why, centres.only_lower."""
    standard, facts = queries.standard_of(found.edition), queries.facts_of(found.point)
    judged = queries.judged(queries.findings(found).values())
    then: list[Write] = []
    for item in standard.items:
        one = judged[item.code]
        if item.evidence == Evidence.FACT:
            own = Met.YES if facts[item.fact] else Met.NO
            judged[item.code] = Judged(one.code, own)
            then.append(_write(found, item.code, {"own": str(own)}))
        elif item.code in lowered:
            met, why = lowered[item.code]
            if rules.WORTH[met] >= rules.WORTH[one.stands]:
                raise Refused("centres.only_lower", item=item.code)
            judged[item.code] = Judged(one.code, one.own, met, one.photos, one.words)
            then.append(_write(found, item.code, {"found": str(met), "why": said(why)[:500]}))
    return then, rules.result(standard, judged), standard.months


def _write(found: Assessment, code: str, values: dict[str, Any]) -> Update:
    return Update(Finding, {"assessment": found.pk, "code": code}, values)


def _agreed(one: Judged) -> Judged:
    return Judged(one.code, one.own, None, one.photos, one.words)


def _come_to(outcome: Result) -> dict[str, Any]:
    return {"score": outcome.score, "grade": str(outcome.grade)}
