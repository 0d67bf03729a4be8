"""A case of the past, told act by act in memory, to be brought in by `acts.bring_in`. Pure.

Each function is the act of the same name without its database: it moves the columns and adds the entry that the
real act would have written. Grants are not asked for: whoever brings history in answers for it.
"""

from commongrid.cases.past.asides import answer_supervision, comment, join, supervise, transfer, urge
from commongrid.cases.past.ending import fail_check, pass_check, rate, reopen, report_done, report_part
from commongrid.cases.past.moving import assign, delegate, escalate, send_back, take, void
from commongrid.cases.past.people import Party, Teller, teller
from commongrid.cases.past.story import Past, open_case, recorded, settle
from commongrid.cases.past.timing import ask_extend, ask_pause, extend, pause, refuse_ask, resume

__all__ = [
    "Party",
    "Past",
    "Teller",
    "answer_supervision",
    "ask_extend",
    "ask_pause",
    "assign",
    "comment",
    "delegate",
    "escalate",
    "extend",
    "fail_check",
    "join",
    "open_case",
    "pass_check",
    "pause",
    "rate",
    "recorded",
    "refuse_ask",
    "reopen",
    "report_done",
    "report_part",
    "resume",
    "send_back",
    "settle",
    "supervise",
    "take",
    "teller",
    "transfer",
    "urge",
    "void",
]
