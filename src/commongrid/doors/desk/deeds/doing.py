"""One act about to be done: to what, with which words, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused, Why
from commongrid.cases import numbers, queries
from commongrid.cases.models import Case
from commongrid.doors.look import pictures


@dataclass(slots=True)
class Doing:
    """One act about to be done: to what, with which words, by whom and when."""

    request: HttpRequest
    case: Case
    said: dict[str, Any]
    by: Actor
    at: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def why(self) -> str:
        return str(self.said.get("why", ""))


def other(number: str) -> Case:
    """A case named by its number; raises Refused when there is none."""
    try:
        return queries.for_act(number)
    except Case.DoesNotExist:
        raise Refused("cases.gone", number=numbers.spoken(numbers.clean(number))) from None


def photos(it: Doing, stage: str) -> list[str]:
    """Keeps the photos of the form; raises Refused when none of those sent could be read."""
    taken = pictures.take_in(it.request, f"case:{it.case.pk}", stage, by=it.by, at=it.at)
    if taken.refused and not taken.photos:
        why: Why = taken.refused[0]
        raise Refused(why.key, **why.facts)
    return [str(photo.pk) for photo in taken.photos]
