"""The only writers of cases; each act is one function, one journal entry, one transaction."""

from commongrid.cases.acts.asking import ask_extend, ask_pause
from commongrid.cases.acts.bringing import bring_in
from commongrid.cases.acts.checking import fail_check, pass_check
from commongrid.cases.acts.dispatching import assign, delegate, escalate, join, merge, take_back, void
from commongrid.cases.acts.handling import (
    report_done,
    report_part,
    send_back,
    take,
    transfer,
)
from commongrid.cases.acts.opening import open_case, settle
from commongrid.cases.acts.overseeing import (
    answer_supervision,
    attach,
    comment,
    correct,
    supervise,
    urge,
    watch,
)
from commongrid.cases.acts.rating import Marks, rate, reopen
from commongrid.cases.acts.timing import extend, pause, refuse_ask, relimit, resume
from commongrid.cases.acts.whistling import agree_task, answer_whistle, finish_task, rate_called, whistle
from commongrid.cases.beginnings import Opening

__all__ = [
    "Marks",
    "Opening",
    "agree_task",
    "answer_supervision",
    "answer_whistle",
    "ask_extend",
    "ask_pause",
    "assign",
    "attach",
    "bring_in",
    "comment",
    "correct",
    "delegate",
    "escalate",
    "extend",
    "fail_check",
    "finish_task",
    "join",
    "merge",
    "open_case",
    "pass_check",
    "pause",
    "rate",
    "rate_called",
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
    "take_back",
    "transfer",
    "urge",
    "void",
    "watch",
    "whistle",
]
