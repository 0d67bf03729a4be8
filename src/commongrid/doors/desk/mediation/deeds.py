"""What may be done to a matter in one step: its form, if it asks for something, and the act it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.mediation import table_forms
from commongrid.doors.desk.mediation.frame import party_or_404
from commongrid.doors.look import wording
from commongrid.work.mediation import acts
from commongrid.work.mediation.models import Mediation
from commongrid.work.mediation.terms import Brought, How, Seen


@dataclass(frozen=True, slots=True)
class Asked:
    """One step as it was sent: on what, with what was filled in, by whom and when."""

    request: HttpRequest
    mediation: Mediation
    told: dict[str, Any]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """`act` names the row of the lifecycle; `form` None: one button. `done` is said afterwards."""

    act: str
    do: Callable[[Asked], object]
    done: Any
    form: type[wording.Form] | None = None


def _at(asked: Asked) -> dict[str, Any]:
    return {"by": asked.by, "at": asked.at}


def _consent(asked: Asked) -> None:
    party = party_or_404(asked.mediation, asked.request.POST.get("party", ""))
    online = "online" in asked.request.POST
    acts.consent(asked.mediation, party, online=online, recording=False, **_at(asked))


def _refuse(asked: Asked) -> None:
    party = party_or_404(asked.mediation, asked.request.POST.get("party", ""))
    acts.refuse(asked.mediation, party, **_at(asked))


def _number(asked: Asked, name: str) -> int:
    sent = asked.request.POST.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        raise Refused("mediation.no_such_mediator")
    return int(sent)


def _seat(asked: Asked) -> None:
    acts.seat(asked.mediation, _number(asked, "mediator"), How.PROPOSED, **_at(asked))


def _leave(asked: Asked) -> None:
    seat = asked.mediation.seats.exclude(state="left").filter(pk=_number(asked, "seat")).first()
    if seat is None:
        raise Refused("mediation.no_such_mediator")
    acts.leave_seat(asked.mediation, seat.pk, asked.told["reason"], **_at(asked))


def _extend(asked: Asked) -> None:
    to = timezone.make_aware(datetime.combine(asked.told["to"], time(18)))
    acts.extend(asked.mediation, to, all_agree=asked.told["all_agree"], **_at(asked))


def _bring(asked: Asked) -> None:
    told = asked.told
    brought = Brought(told["title"], told["file"], Seen(told["seen_by"]))
    acts.add_evidence(asked.mediation, None, brought, told["key"], **_at(asked))


DEEDS: dict[str, Deed] = {
    "offer": Deed("offer", lambda a: acts.offer(a.mediation, **_at(a)), _("Asked. Their answers stand here.")),
    "consent": Deed("consent", _consent, _("Noted: they agree.")),
    "refuse": Deed("stop", _refuse, _("Noted: they do not want it. The mediation is over.")),
    "decline": Deed(
        "decline", lambda a: acts.decline(a.mediation, a.told["reason"], **_at(a)),
        _("Not taken. The parties are told why."), table_forms.DeclineForm,
    ),
    "accept": Deed("accept", lambda a: acts.accept(a.mediation, **_at(a)), _("Taken. The clock runs.")),
    "seat": Deed("seat", _seat, _("Asked. They take the seat or leave it.")),
    "draw": Deed("seat", lambda a: acts.draw(a.mediation, **_at(a)), _("Drawn by lot, and asked.")),
    "take": Deed(
        "take_seat", lambda a: acts.take_seat(a.mediation, **_at(a)),
        _("The seat is yours, and you have declared that nothing ties you to a party."),
    ),
    "leave": Deed("leave_seat", _leave, _("The seat is free again."), table_forms.LeaveForm),
    "pause": Deed("pause", lambda a: acts.pause(a.mediation, **_at(a)), _("The clock stands still.")),
    "resume": Deed("resume", lambda a: acts.resume(a.mediation, **_at(a)), _("The clock goes on.")),
    "extend": Deed("extend", _extend, _("Put off. The parties are told."), table_forms.ExtendForm),
    "agree": Deed("agree", lambda a: acts.agree(a.mediation, **_at(a)), _("Agreed. The parties read the terms.")),
    "fail": Deed(
        "fail", lambda a: acts.fail(a.mediation, a.told["ending"], **_at(a)),
        _("Ended. The parties read what is open to them."), table_forms.FailForm,
    ),
    "refer": Deed(
        "refer", lambda a: acts.refer(a.mediation, a.told["onward"], a.told["ready"], **_at(a)),
        _("Referred on. The parties are told."), table_forms.ReferForm,
    ),
    "answer": Deed(
        "answer_referral",
        lambda a: acts.answer_referral(a.mediation, a.told["result"], a.told["number"], **_at(a)),
        _("Noted."), table_forms.AnswerForm,
    ),
    "back": Deed("come_back", lambda a: acts.come_back(a.mediation, **_at(a)), _("Back at the table.")),
    "evidence": Deed("add_evidence", _bring, _("Kept."), table_forms.EvidenceForm),
}  # fmt: skip
