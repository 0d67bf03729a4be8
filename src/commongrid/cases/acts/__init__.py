"""The only writers of cases; each act is one function, one journal entry, one transaction."""

from commongrid.cases.acts.checking import Marks, fail_check, pass_check, rate, reopen
from commongrid.cases.acts.dispatching import assign, delegate, escalate, join, merge, void
from commongrid.cases.acts.handling import (
    ask_extend,
    ask_pause,
    report_done,
    report_part,
    send_back,
    take,
    transfer,
)
from commongrid.cases.acts.opening import Opening, open_case, settle
from commongrid.cases.acts.overseeing import (
    answer_supervision,
    answer_whistle,
    attach,
    comment,
    correct,
    supervise,
    urge,
    watch,
    whistle,
)
from commongrid.cases.acts.timing import extend, pause, refuse_ask, relimit, resume

__all__ = [
    "Marks",
    "Opening",
    "answer_supervision",
    "answer_whistle",
    "ask_extend",
    "ask_pause",
    "assign",
    "attach",
    "comment",
    "correct",
    "delegate",
    "escalate",
    "extend",
    "fail_check",
    "join",
    "merge",
    "open_case",
    "pass_check",
    "pause",
    "rate",
    "refuse_ask",
    "relimit",
    "reopen",
    "report_done",
    "report_part",
    "resume",
    "send_back",
    "settle",
    "supervise",
    "take",
    "transfer",
    "urge",
    "void",
    "watch",
    "whistle",
]
