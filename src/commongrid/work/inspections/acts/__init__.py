"""The only writers of inspections and campaigns."""

from commongrid.work.inspections.acts.campaigns import begin, end_what_is_over, extend, pause, resume, stop
from commongrid.work.inspections.acts.drafting import change, draft
from commongrid.work.inspections.acts.following import (
    case_closed,
    case_merged,
    case_reopened,
    case_void,
    premises_gone,
)
from commongrid.work.inspections.acts.inspecting import make
from commongrid.work.inspections.acts.laying import lay_batch

__all__ = [
    "begin",
    "case_closed",
    "case_merged",
    "case_reopened",
    "case_void",
    "change",
    "draft",
    "end_what_is_over",
    "extend",
    "lay_batch",
    "make",
    "pause",
    "premises_gone",
    "resume",
    "stop",
]
