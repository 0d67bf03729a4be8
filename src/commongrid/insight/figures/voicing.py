"""What one journal entry does to the voice of its report. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from commongrid.insight.figures.terms import Outcome, Voice
from commongrid.insight.figures.turning import AREA, Step


def received(step: Step) -> Voice:
    """A new voice, from the entry that took the report in."""
    data = step.data
    return Voice(
        report_id=UUID(step.subject_id),
        seq=step.seq,
        area=(data.get("area") or "")[:AREA],
        matter_id=data.get("matter"),
        channel=data["channel"],
        received_on=step.on,
        due_at=step.moment("due_at"),
    )


def advance(voice: Voice, step: Step) -> None:
    """Let a voice know of one more entry."""
    voice.seq = step.seq
    if effect := EFFECTS.get(step.kind):
        effect(voice, step)


def _sent_to_verify(voice: Voice, step: Step) -> None:
    voice.verifying, voice.due_at = True, step.moment("due_at")
    voice.verify_on = step.day(voice.due_at) if voice.due_at else None


def _verified(voice: Voice, step: Step) -> None:
    voice.verified_in_time = bool(step.data.get("in_time", True))
    if voice.verified_in_time:
        voice.verify_on = step.on
    voice.verifying, voice.due_at = False, step.moment("due_at")
    voice.matter_id = step.data.get("matter") or voice.matter_id


def _decided(outcome: Outcome) -> Callable[[Voice, Step], None]:
    """A look that is still to come is no longer owed; one that was missed stays missed."""

    def decide(voice: Voice, step: Step) -> None:
        in_time = voice.due_at is None or step.at <= voice.due_at
        if voice.verifying and in_time:
            voice.verify_on = None
        voice.verifying, voice.due_at = False, None
        voice.outcome, voice.decided_on = outcome.value, step.on
        voice.filed_in_time = in_time and outcome in {Outcome.ADMITTED, Outcome.FOLLOWED}
        voice.matter_id = step.data.get("matter") or voice.matter_id

    return decide


def _appeal_answered(voice: Voice, step: Step) -> None:
    """An appeal that is upheld takes the refusal back: the report is undecided again."""
    if step.data.get("upheld"):
        voice.outcome, voice.decided_on, voice.due_at = "", None, step.moment("due_at")


def _corrected(voice: Voice, step: Step) -> None:
    voice.area = (step.data.get("area") or voice.area)[:AREA]
    voice.matter_id = step.data.get("matter") or voice.matter_id


EFFECTS: Mapping[str, Callable[[Voice, Step], None]] = {
    "report.sent_to_verify": _sent_to_verify,
    "report.verified": _verified,
    "report.admitted": _decided(Outcome.ADMITTED),
    "report.followed": _decided(Outcome.FOLLOWED),
    "report.declined": _decided(Outcome.DECLINED),
    "report.withdrawn": _decided(Outcome.WITHDRAWN),
    "report.appeal_answered": _appeal_answered,
    "report.corrected": _corrected,
}
