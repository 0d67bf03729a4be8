"""The only writers of a counsellor's notes and of care visits."""

from commongrid.work.care.acts.beginning import begin, begin_by_law, invite
from commongrid.work.care.acts.counselling import forget_notes, hand_over, note
from commongrid.work.care.acts.ending import Cared, end, expire, forget_ended, forget_invitations
from commongrid.work.care.acts.owning import Corrected, correct, renew
from commongrid.work.care.acts.visiting import look, report_need, take, visit

__all__ = [
    "Cared", "Corrected", "begin", "begin_by_law", "correct", "end", "expire", "forget_ended", "forget_invitations", "forget_notes",
    "hand_over", "invite", "look", "note", "renew", "report_need", "take", "visit",
]  # fmt: skip
