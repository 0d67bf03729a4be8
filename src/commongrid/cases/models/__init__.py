"""Tables of the heart."""

from commongrid.cases.models.case import IS_OPEN, Case
from commongrid.cases.models.parts import Assignment, Request, Supervision, Whistle
from commongrid.cases.models.voices import Comment, Rating, Watch

__all__ = ["IS_OPEN", "Assignment", "Case", "Comment", "Rating", "Request", "Supervision", "Watch", "Whistle"]
