"""What a judge may do with an application in one step: its form, if it asks for something, and the act it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.doors.desk.mediation import court_forms
from commongrid.doors.desk.mediation.frame import party_or_404
from commongrid.doors.look import wording
from commongrid.work.mediation import acts
from commongrid.work.mediation.models import Confirmation, Party
from commongrid.work.mediation.terms import Check


@dataclass(frozen=True, slots=True)
class Asked:
    """One step as it was sent. `address` with {number} in it is the page that says whether a document is genuine."""

    request: HttpRequest
    found: Confirmation
    told: dict[str, Any]
    address: str
    by: Actor
    at: datetime

    @property
    def party(self) -> Party:
        return party_or_404(self.found.agreement.mediation, self.told["party"])


@dataclass(frozen=True, slots=True)
class Deed:
    """`act` names the row of the lifecycle; `form` None: one button. `done` is said afterwards."""

    act: str
    do: Callable[[Asked], object]
    done: Any
    form: type[wording.Form] | None = None
    wants: str = ""


def _at(a: Asked) -> dict[str, Any]:
    return {"by": a.by, "at": a.at}


def _tick(a: Asked) -> None:
    sent = a.request.POST
    notes = {check.value: sent.get(f"note-{check.value}", "") for check in Check}
    acts.tick(a.found, sent.getlist("checks"), notes, **_at(a))


def _hear(a: Asked) -> None:
    came = [UUID(each) for each in a.told["came"]]
    acts.hear(a.found, a.told["way"], came, a.told["record"], **_at(a))


def _ask(a: Asked) -> None:
    acts.ask_party(a.found, a.party, a.told["words"], a.told["key"], **_at(a))


def _ruling(do: Callable[..., None]) -> Callable[[Asked], None]:
    """Reject or refuse: both give a reason, the court's number and words."""

    def ruled(a: Asked) -> None:
        told = a.told
        do(a.found, told["reason"], told["court_number"], told["grounds"], address=a.address, **_at(a))

    return ruled


def _confirm(a: Asked) -> None:
    acts.confirm(a.found, a.told["court_number"], a.told["grounds"], address=a.address, **_at(a))


DEEDS: dict[str, Deed] = {
    "take": Deed("take_on", lambda a: acts.take_on(a.found, **_at(a)), _("Accepted. The parties are told.")),
    "tick": Deed("tick", _tick, _("Kept what you have looked at.")),
    "ask": Deed("ask_party", _ask, _("Asked. The answer stands here."), court_forms.QuestionForm, "parties"),
    "slot": Deed(
        "set_slot", lambda a: acts.set_slot(a.found, a.told["starts_at"], a.told["place"], **_at(a)),
        _("Set. Both sides are told."), court_forms.SlotForm,
    ),
    "hear": Deed("hear", _hear, _("Noted that they were heard."), court_forms.HearForm, "parties"),
    "extend": Deed("put_off", lambda a: acts.put_off(a.found, **_at(a)), _("Extended. Both sides are told.")),
    "confirm": Deed("confirm", _confirm, _("Confirmed. The ruling is served."), court_forms.ConfirmForm),
    "reject": Deed("reject", _ruling(acts.reject), _("Rejected. The ruling is served."), court_forms.RejectForm),
    "refuse": Deed(
        "refuse_application", _ruling(acts.refuse_application), _("Not accepted. The ruling is served."),
        court_forms.RefuseForm,
    ),
    "hand_over": Deed(
        "hand_over", lambda a: acts.hand_over(a.found, a.party, a.told["handed_by"], **_at(a)),
        _("Noted: handed over on paper."), court_forms.HandOverForm, "parties",
    ),
    "hand_on": Deed(
        "hand_on", lambda a: acts.hand_on(a.found, int(a.told["post"]), **_at(a)),
        _("Handed on. You see nothing of it any more."), court_forms.HandOnForm, "judges",
    ),
}  # fmt: skip
