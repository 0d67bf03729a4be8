"""What a party does in a mediation, and what their page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import calendars
from commongrid.doors.portal import forms
from commongrid.doors.portal.mediation_forms import AgentForm, BringForm, ConsentForm
from commongrid.work.mediation import acts, lifecycle, queries, rules
from commongrid.work.mediation.models import Mediation, Party
from commongrid.work.mediation.terms import (
    Brought,
    Course,
    Ending,
    SeatState,
    Seen,
    State,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One step of a party."""

    mediation: Mediation
    party: Party
    form: Any
    post: QueryDict
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    do: Callable[[Asked], object]
    done: Any
    form: Any = None


def _consent(a: Asked) -> None:
    told = a.form.cleaned_data
    acts.consent(a.mediation, a.party, online=told["online"], recording=told["recording"], by=a.by, at=a.at)


def _choose(a: Asked) -> None:
    sent = a.post.get("mediator", "")
    wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None
    agreed = acts.choose(a.mediation, a.party, wanted, by=a.by, at=a.at)
    if agreed is not None:
        acts.seat_chosen(a.mediation, agreed, at=a.at)


def _bring(a: Asked) -> None:
    told = a.form.cleaned_data
    brought = Brought(told["title"], told["file"], Seen(told["seen_by"]))
    acts.add_evidence(a.mediation, a.party, brought, told["key"], by=a.by, at=a.at)


def _take_back(a: Asked) -> None:
    sent = a.post.get("evidence", "")
    row = next((each for each in queries.evidence_for(a.mediation, a.party) if str(each.pk) == sent), None)
    if row is None or row.party_id != a.party.pk:
        raise NotAllowed("mediation.not_yours")
    row.mediation = a.mediation
    acts.withdraw_evidence(row, by=a.by, at=a.at)


def _represent(a: Asked) -> None:
    if str(a.party.person_id) != a.by.person_id:
        raise Refused("mediation.not_yours")
    told = a.form.cleaned_data
    acts.represent(
        a.mediation, a.party, name=told["name"], phone=told["phone"], scope=told["scope"], power=told["file"],
        by=a.by, at=a.at,
    )  # fmt: skip


DEEDS: dict[str, Deed] = {
    "consent": Deed(_consent, _("You have agreed. You can stop at any time."), ConsentForm),
    "refuse": Deed(
        lambda a: acts.refuse(a.mediation, a.party, by=a.by, at=a.at), _("Stopped. Nobody may press you.")
    ),
    "withdraw": Deed(lambda a: acts.withdraw(a.mediation, a.party, by=a.by, at=a.at), _("Taken back.")),
    "choose": Deed(
        _choose, _("Noted whom you would like. Once all sides name the same one, they are asked.")
    ),
    "bring": Deed(_bring, _("Kept."), BringForm),
    "take_back": Deed(_take_back, _("Taken back; the file is gone.")),
    "represent": Deed(_represent, _("Noted who stands for you."), AgentForm),
}


def told(found: Mediation, party: Party) -> dict[str, Any]:
    """The page of one matter for one party: nothing of what the other side keeps to the mediators."""
    possible = lifecycle.possible(State(found.state))
    return {
        "mediation": found,
        "party": party,
        "others": list(found.parties.exclude(pk=party.pk).select_related("person")),
        "possible": possible,
        "seats": list(
            found.seats.filter(state=SeatState.SITTING).select_related(
                "mediator__post__account", "mediator__body__unit"
            )
        ),
        "mediators": queries.mediators([found.body_id]) if "choose" in possible else [],
        "sittings": [
            (each, calendars.video_room(each))
            for each in found.sittings.filter(invited__contains=[str(party.pk)]).order_by("-starts_at")
        ],
        "evidence": queries.evidence_for(found, party),
        "clauses": list(found.clauses.select_related("who__person").order_by("order"))
        if found.state == State.AGREED
        else [],
        "agreement": queries.agreement_of(found) if found.state == State.AGREED else None,
        "routes": rules.routes(Course(found.course), Ending(found.ending))
        if found.state == State.FAILED
        else (),
        "limit": rules.LIMITS[Course(found.course)],
        "consent": ConsentForm(),
        "bring": BringForm(initial={"key": forms.new_key()}),
        "represent": AgentForm(auto_id="id_agent_%s"),
    }
