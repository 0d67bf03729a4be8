"""Care visits on the portal: what the person can do, and what their own page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.doors.portal.care_forms import Correct, Renew, default_until
from commongrid.doors.portal.forms import new_key
from commongrid.work.care import acts, queries
from commongrid.work.care.models import Care


@dataclass(frozen=True, slots=True)
class Deed:
    """What the person can do with what is theirs."""

    do: Callable[[Care, Any, Actor, datetime], object]
    done: Any
    form: Any = None


DEEDS: dict[str, Deed] = {
    "correct": Deed(
        lambda one, form, by, at: acts.correct(one, form.corrected(), by=by, at=at), _("Corrected."), Correct
    ),
    "renew": Deed(
        lambda one, form, by, at: acts.renew(one, form.cleaned_data["until"], by=by, at=at),
        _("Agreed anew."),
        Renew,
    ),
    "end": Deed(
        lambda one, form, by, at: acts.end(one, by=by, at=at),
        _("Ended. Names, words and visits are erased; nobody comes any more."),
    ),
}


def told(one: Care, *, correct: Any = None, renew: Any = None) -> dict[str, Any]:
    """Everything there is, for the person's own eyes."""
    first = {"name": one.name, "address": one.address, "words": one.words, "purposes": one.purposes}
    return {
        "care": one,
        "is_ward": one.guardian_id is not None,
        "visits": list(queries.visits(one)[:200]),
        "looks": list(queries.looks(one)[:200]),
        "consents": list(one.consents.order_by("-at")),
        "correct": correct or Correct(initial={**first, "key": new_key()}, auto_id="correct_%s"),
        "renew": renew or Renew(initial={"until": default_until(), "key": new_key()}, auto_id="renew_%s"),
        "wrong": correct or renew,
    }
