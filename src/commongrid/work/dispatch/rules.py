"""Who handles a case: the catalogue says which department, the place says which unit of it, the past says how sure."""

from __future__ import annotations

from collections.abc import Sequence

from commongrid.base.verdicts import Verdict, Why
from commongrid.cases.rules import goes_to_last_resort
from commongrid.work.dispatch.terms import Asked, Candidate, Choice

SURE = 0.9
PRIOR_RIGHT, PRIOR_ALL = 8.0, 10.0
LEVEL_ORDER = {"community": 0, "town": 1, "city": 2}


def who_handles(
    asked: Asked, candidates: Sequence[Candidate], last_resort: Candidate | None
) -> Verdict[Choice]:
    """The unit to give a case to.

    Order of what counts: a third send-back goes to the owner of last resort 兜底单位; the city's own rule for this
    matter here; the level the catalogue names; the closest unit; the smaller load. A unit that has sent this case
    back is not asked again while there is another.
    """
    if goes_to_last_resort(asked.send_backs).answer and last_resort:
        return _last_resort(
            asked, last_resort, Why("cases.sent_back_enough", {"times": asked.send_backs, "limit": 3})
        )
    fresh = [each for each in candidates if each.unit_id not in asked.sent_back_by]
    if not fresh and last_resort:
        key = "dispatch.all_sent_back" if candidates else "dispatch.no_unit"
        return _last_resort(
            asked, last_resort, Why(key, {"department": asked.department_name, "place": asked.place_name})
        )
    if not fresh:
        facts = {"department": asked.department_name, "place": asked.place_name}
        return Verdict(Choice(None, 0.0), (Why("dispatch.nobody", facts),))
    ranked = sorted(fresh, key=lambda each: _rank(asked, each))
    best = ranked[0]
    others = tuple(each.unit_id for each in ranked[1:4])
    return Verdict(
        Choice(best.unit_id, confidence(asked, best, ranked), others), _reasons(asked, best, ranked)
    )


def _rank(asked: Asked, each: Candidate) -> tuple[bool, bool, int, int, int, int]:
    away = abs(LEVEL_ORDER.get(each.level, 1) - LEVEL_ORDER.get(asked.level, 1))
    return (not each.by_rule, each.unit_id != asked.last_unit_id, away, -each.reach, each.load, each.unit_id)


def confidence(asked: Asked, best: Candidate, ranked: Sequence[Candidate]) -> float:
    """How often this choice turned out right, with ten imagined cases of which eight were right as the start.

    Right = closed by this unit out of what it closed or sent back; a close rival of the same rank lowers it.
    """
    right = (best.handled + PRIOR_RIGHT) / (best.handled + best.sent_back + PRIOR_ALL)
    if best.by_rule:
        right = max(right, 0.95)
    rival = len(ranked) > 1 and _rank(asked, ranked[1])[:4] == _rank(asked, best)[:4]
    return round(right * (0.7 if rival else 1.0), 2)


def _reasons(asked: Asked, best: Candidate, ranked: Sequence[Candidate]) -> tuple[Why, ...]:
    whys = []
    if best.by_rule:
        whys.append(Why("dispatch.by_rule", {"unit": best.name, "matter": asked.matter_name}))
    elif best.unit_id == asked.last_unit_id:
        whys.append(Why("dispatch.had_it_before", {"unit": best.name}))
    elif asked.kind == "component":
        whys.append(
            Why("dispatch.owner_first", {"matter": asked.matter_name, "department": asked.department_name})
        )
    else:
        whys.append(
            Why("dispatch.by_catalogue", {"matter": asked.matter_name, "department": asked.department_name})
        )
    whys.append(Why("dispatch.answers_here", {"unit": best.name, "place": asked.place_name}))
    if best.handled or best.sent_back:
        facts = {"similar": asked.similar, "handled": best.handled, "sent_back": best.sent_back}
        whys.append(Why("dispatch.past", facts))
    if len(ranked) > 1 and ranked[1].reach == best.reach and ranked[1].load > best.load:
        whys.append(
            Why(
                "dispatch.less_load",
                {"load": best.load, "other": ranked[1].name, "other_load": ranked[1].load},
            )
        )
    if not best.is_open_now:
        whys.append(Why("dispatch.closed_now", {"unit": best.name}))
    return tuple(whys)


def _last_resort(asked: Asked, unit: Candidate, why: Why) -> Verdict[Choice]:
    return Verdict(
        Choice(unit.unit_id, 1.0),
        (why, Why("dispatch.last_resort", {"unit": unit.name, "place": asked.place_name})),
    )


def may_assign_itself(choice: Choice, *, auto_assign: bool) -> Verdict[bool]:
    """Does the system assign without a dispatcher? Only where the matter allows it and the choice is sure."""
    facts = {"confidence": round(choice.confidence * 100)}
    if not auto_assign:
        return Verdict(False, (Why("dispatch.matter_asks_dispatcher", facts),))
    if choice.unit_id is None or choice.confidence < SURE:
        return Verdict(False, (Why("dispatch.not_sure", facts),))
    return Verdict(True, (Why("dispatch.sure", facts),))
