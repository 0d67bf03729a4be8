"""The only writers of captains and of what they say of their buildings."""

from commongrid.work.captains.acts.applying import agree, apply, refuse, resign, withdraw
from commongrid.work.captains.acts.checking import look_through, mend
from commongrid.work.captains.acts.deciding import accept, decline, end, name
from commongrid.work.captains.acts.following import case_closed, premises_gone, report_declined
from commongrid.work.captains.acts.keeping import Captains, end_terms, let_go
from commongrid.work.captains.acts.reminding import remind
from commongrid.work.captains.acts.rooms import confirm_rooms
from commongrid.work.captains.acts.serving import give_sign_in
from commongrid.work.captains.acts.tasks import answer, ask, withdraw_task
from commongrid.work.captains.acts.thanking import commend, show, take_back

__all__ = [
    "Captains",
    "accept",
    "agree",
    "answer",
    "apply",
    "ask",
    "case_closed",
    "commend",
    "confirm_rooms",
    "decline",
    "end",
    "end_terms",
    "give_sign_in",
    "let_go",
    "look_through",
    "mend",
    "name",
    "premises_gone",
    "refuse",
    "remind",
    "report_declined",
    "resign",
    "show",
    "take_back",
    "withdraw",
    "withdraw_task",
]
