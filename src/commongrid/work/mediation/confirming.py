"""The life of an application for judicial confirmation as one table: drafted → applied → filed → heard → confirmed or another end."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.mediation.terms import Stage

Step = tables.Act[Stage]
"""`ability` "party": a party, or the table at the counter for them; "judge": the judge whose it is."""
WORDS = Words("confirmation.in_stage", "confirmation.not_in_stage", "confirmation_act", "confirmation_stage")

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
    return tables.decide(step, stage, WORDS)


def possible(stage: Stage) -> tuple[str, ...]:
    """What is possible at a stage, in the order of the table."""
    return tables.possible(ACTS.values(), stage)
