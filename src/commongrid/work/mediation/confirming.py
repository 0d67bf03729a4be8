"""The life of an application for judicial confirmation as one table: drafted → applied → filed → heard → confirmed or another end."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.mediation.terms import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """`target` None: the stage stays. `ability` "party": a party, or the table at the counter for them; "judge": the judge whose it is."""

    name: str
    kind: str
    ability: str
    sources: tuple[Stage, ...]
    target: Stage | None = None
    key: str = ""

    def leads_to(self, stage: Stage) -> Stage:
        return self.target or stage


DRAFTED, APPLIED, FILED, HEARD = Stage.DRAFTED, Stage.APPLIED, Stage.FILED, Stage.HEARD
OVER = (Stage.CONFIRMED, Stage.REJECTED, Stage.REFUSED)
PARTY, JUDGE = "party", "court.judge"

ACTS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("join", "confirmation.joined", PARTY, (DRAFTED,)),
        Step("apply_together", "confirmation.applied", PARTY, (DRAFTED,), APPLIED),
        Step("withdraw_application", "confirmation.withdrawn", PARTY, (DRAFTED, APPLIED, FILED, HEARD), Stage.WITHDRAWN),
        Step("take_on", "confirmation.filed", JUDGE, (APPLIED,), FILED),
        Step("refuse_application", "confirmation.refused", JUDGE, (APPLIED, FILED, HEARD), Stage.REFUSED),
        Step("hand_on", "confirmation.handed_on", JUDGE, (APPLIED, FILED, HEARD)),
        Step("tick", "confirmation.ticked", JUDGE, (FILED, HEARD)),
        Step("ask_party", "confirmation.asked", JUDGE, (FILED, HEARD)),
        Step("answer_judge", "confirmation.answered", PARTY, (FILED, HEARD)),
        Step("set_slot", "confirmation.slot_set", JUDGE, (FILED,)),
        Step("hear", "confirmation.heard", JUDGE, (FILED,), HEARD),
        Step("put_off", "confirmation.extended", JUDGE, (FILED, HEARD)),
        Step("confirm", "confirmation.confirmed", JUDGE, (HEARD,), Stage.CONFIRMED),
        Step("reject", "confirmation.rejected", JUDGE, (HEARD,), Stage.REJECTED),
        Step("open_ruling", "confirmation.opened", PARTY, OVER),
        Step("want_paper", "confirmation.paper_wanted", PARTY, OVER),
        Step("hand_over", "confirmation.handed_over", JUDGE, OVER),
    )
}  # fmt: skip


def decide(step: Step, stage: Stage) -> Verdict[bool]:
    """May this be done at this stage at all?"""
    facts = {"confirmation_act": step.name, "confirmation_stage": str(stage)}
    key = "confirmation.in_stage" if stage in step.sources else "confirmation.not_in_stage"
    return Verdict(stage in step.sources, (Why(key, facts),))


def possible(stage: Stage) -> tuple[str, ...]:
    """What is possible at a stage, in the order of the table."""
    return tuple(step.name for step in ACTS.values() if stage in step.sources)
