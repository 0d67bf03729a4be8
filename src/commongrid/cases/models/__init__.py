"""Tables of the heart."""

from commongrid.cases.models.calls import Task, Whistle
from commongrid.cases.models.case import FOUND_BY, IS_OPEN, NEVER, Case
from commongrid.cases.models.parts import Assignment, Request, Supervision
from commongrid.cases.models.voices import Comment, Rating, Watch

__all__ = [
    "FOUND_BY",
    "IS_OPEN",
    "NEVER",
    "Assignment",
    "Case",
    "Comment",
    "Rating",
    "Request",
    "Supervision",
    "Task",
    "Watch",
    "Whistle",
]
