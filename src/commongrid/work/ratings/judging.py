"""Judging a place: is a criterion met by what is known, what do all findings come to, which musts fail. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.ratings.terms import Criteria, Criterion, Finding, Grade, Need, Proof

MOST_CRITERIA = 40

type Known = Mapping[str, int | date | None]


def looked_up(criterion: Criterion, known: Known, on: date) -> Verdict[bool]:
    """Is a criterion met by what is known of the place on a day? What is not known at all is not met.

    Of facts that tell the oldest open gap (`not_older`), none at all is the best there can be.
    """
    value = known.get(criterion.fact)
    if criterion.test == Proof.YES:
        return Verdict(bool(value), (Why("ratings.fact_yes" if value else "ratings.fact_no"),))
    if criterion.test == Proof.AT_MOST:
        return _at_most(criterion, value)
    return _on_time(criterion, value, on)


def _at_most(criterion: Criterion, value: int | date | None) -> Verdict[bool]:
    if not isinstance(value, int):
        return Verdict(False, (Why("ratings.not_known"),))
    return Verdict(
        value <= criterion.figure, (Why("ratings.counted", {"n": value, "most": criterion.figure}),)
    )


def _on_time(criterion: Criterion, value: int | date | None, on: date) -> Verdict[bool]:
    if not isinstance(value, date):
        is_best = value is None and criterion.test == Proof.NOT_OLDER
        return Verdict(is_best, (Why("ratings.none_open" if is_best else "ratings.not_known"),))
    if criterion.test == Proof.NOT_OVER:
        return Verdict(value >= on, (Why("ratings.holds_until", {"day": value.isoformat()}),))
    days = (on - value).days
    return Verdict(
        days <= criterion.figure,
        (Why("ratings.days_ago", {"day": value.isoformat(), "days": days, "most": criterion.figure}),),
    )


def findings(
    criteria: Criteria, known: Known, seen: Mapping[str, tuple[bool, str]], on: date
) -> Verdict[tuple[Finding, ...]]:
    """Every criterion with whether it is met: looked up, or as an assessor saw it. Refusing to say is `ratings.look_at`."""
    found: list[Finding] = []
    for each in criteria.criteria:
        if each.is_looked_up:
            verdict = looked_up(each, known, on)
            found.append(Finding(each.code, verdict.answer, verdict.why[0]))
        elif each.code in seen:
            is_met, note = seen[each.code]
            found.append(Finding(each.code, is_met, Why("ratings.seen_there"), note))
        else:
            return Verdict((), (Why("ratings.look_at", {"what_zh": each.zh, "what_en": each.en}),))
    return Verdict(tuple(found), (Why("ratings.all_judged", {"n": len(found)}),))


def what_grade(criteria: Criteria, found: Sequence[Finding]) -> Verdict[Grade]:
    """Safe when every must is met and at least the share (in per cent) of the others."""
    met = {each.code for each in found if each.is_met}
    lacking = [each for each in criteria.criteria if each.need == Need.MUST and each.code not in met]
    others = [each for each in criteria.criteria if each.need == Need.SHOULD]
    reached = sum(each.code in met for each in others)
    if lacking:
        return Verdict(Grade.NOT_YET, (Why("ratings.musts_lack", {"n": len(lacking)}),))
    enough = 100 * reached >= criteria.share * len(others)
    key = "ratings.all_met" if enough else "ratings.shoulds_lack"
    told = Why(key, {"met": reached, "all": len(others), "share": criteria.share})
    return Verdict(Grade.SAFE if enough else Grade.NOT_YET, (told,))


def failing_musts(criteria: Criteria, known: Known, on: date) -> tuple[str, ...]:
    """Codes of musts that are looked up and not met any more: what a rating in force is warned for."""
    return tuple(
        each.code
        for each in criteria.criteria
        if each.need == Need.MUST and each.is_looked_up and not looked_up(each, known, on).answer
    )


def flaws(criteria: Criteria) -> tuple[Why, ...]:
    """What keeps criteria from being published."""
    found: list[Why] = []
    codes = [each.code for each in criteria.criteria]
    if not 1 <= len(codes) <= MOST_CRITERIA or len(set(codes)) < len(codes):
        found.append(Why("ratings.codes", {"most": MOST_CRITERIA}))
    found += [
        Why("ratings.no_fact", {"code": each.code})
        for each in criteria.criteria
        if each.is_looked_up and not each.fact
    ]
    if not (0 <= criteria.share <= 100 and 1 <= criteria.months <= 60):
        found.append(Why("ratings.figures"))
    return tuple(found)
