"""A case's history in sentences, the newest first, with what people wrote beside it and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.base.journal.terms import Recorded
from commongrid.cases.models import Case, Comment
from commongrid.cases.terms import Status
from commongrid.doors.look import moments, sentences
from commongrid.doors.look.limits import length
from commongrid.doors.look.sentences import Told
from commongrid.registry.matters.terms import Criterion


def told(entries: Sequence[Recorded], comments: Sequence[Comment], actor: Actor) -> list[Told]:
    """Each entry as a sentence; a comment's words stand outside the journal and are put back by their moment."""
    written = {comment.at: comment for comment in comments}
    return [_told(entry, written, actor) for entry in reversed(entries)]


def _told(entry: Recorded, written: dict[datetime, Comment], actor: Actor) -> Told:
    one = sentences.tell(entry, actor, get_language())
    comment = written.get(entry.at) if entry.kind == "case.commented" else None
    if comment is None:
        return one
    return replace(one, quote=comment.text, is_internal=not comment.is_public)


def next_step(case: Case, row: Criterion | None, now: datetime) -> str:
    """What comes next, as a promise: the hollow dot on top of the history."""
    if case.status == Status.WAITING:
        return _dispatched(length(row.limits.accept) if row else "")
    if case.status == Status.ASSIGNED:
        return _taken(length(row.limits.handle) if row else "")
    if case.status == Status.PAUSED and case.paused_until:
        return _("The clock goes on again by itself %(when)s.") % {
            "when": moments.promise(case.paused_until, now)
        }
    return _reported(case)


def _dispatched(within: str) -> str:
    if within:
        return _("Once dispatched, the unit has %(within)s to take it on.") % {"within": within}
    return _("Once dispatched, the unit is to take it on.")


def _taken(within: str) -> str:
    if within:
        return _("Once taken on, it is to be solved within %(within)s.") % {"within": within}
    return _("Once taken on, the unit solves it and reports back.")


def _reported(case: Case) -> str:
    if case.status == Status.HANDLING:
        return _("When it is reported done, somebody else looks on the spot.")
    if case.status == Status.CHECKING:
        return _(
            "If the check finds it solved, it is closed and whoever raised it is asked; if not, it goes back."
        )
    if case.status == Status.CLOSED and case.satisfied is None:
        return _("Whoever raised it is asked whether it is really solved.")
    return ""
