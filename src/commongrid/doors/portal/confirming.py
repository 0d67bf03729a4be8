"""What a party's pages of confirmation and performance tell, and the steps of a party."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.doors.look import naming
from commongrid.doors.portal.confirmation_forms import AnswerForm, DraftForm, JoinForm
from commongrid.work.mediation import acts, confirming, pacing, queries, signing
from commongrid.work.mediation.models import Agreement, Confirmation, Party
from commongrid.work.mediation.terms import DECIDED, Stage, Topic


@dataclass(frozen=True, slots=True)
class Asked:
    """One step of a party on the way to the court."""

    agreement: Agreement
    confirmation: Confirmation | None
    party: Party
    form: Any
    key: str
    by: Actor
    at: datetime

    @property
    def standing(self) -> Confirmation:
        if self.confirmation is None:
            raise Refused("confirmation.not_in_effect")
        return self.confirmation


@dataclass(frozen=True, slots=True)
class Deed:
    do: Callable[[Asked], object]
    done: Any
    form: Any = None


def _draft(a: Asked) -> None:
    told = a.form.cleaned_data
    acts.draft(
        a.agreement, int(told["court"]), told["ground"], told["declared"], property_wanted=told["property_wanted"],
        by=a.by, at=a.at,
    )  # fmt: skip


def _join(a: Asked) -> None:
    told = a.form.cleaned_data
    acts.join(a.standing, a.party, a.form.joining(), told["strokes"], told["sha256"], by=a.by, at=a.at)


def _answer(a: Asked) -> None:
    row = next((one for one in a.standing.questions.filter(party=a.party) if str(one.pk) == a.key), None)
    if row is None:
        raise Refused("mediation.not_yours")
    row.confirmation = a.standing
    acts.answer_judge(row, a.party, a.form.cleaned_data["words"], by=a.by, at=a.at)


DEEDS: dict[str, Deed] = {
    "draft": Deed(_draft, _("Drawn up. Every party is asked to read it and to join."), DraftForm),
    "join": Deed(_join, _("You have joined. Once everybody has, it goes to the court."), JoinForm),
    "answer": Deed(_answer, _("Sent to the judge."), AnswerForm),
    "withdraw": Deed(
        lambda a: acts.withdraw_application(a.standing, a.party, by=a.by, at=a.at),
        _("Taken back. You may apply again in time."),
    ),
    "paper": Deed(
        lambda a: acts.want_paper(a.standing, a.party, by=a.by, at=a.at),
        _("The court is told that you want it on paper."),
    ),
}


def choices() -> list[tuple[str, str]]:
    """Courts by name, in the reader's language."""
    return [(str(one.pk), naming.of(one)) for one in queries.courts()]


def form_of(
    name: str, a_post: Any = None, files: Any = None, *, made: Agreement, found: Confirmation | None
) -> Any:
    """A step's form, empty or as it was sent; None for a step that is one button."""
    kind = DEEDS[name].form
    if kind is None:
        return None
    if kind is DraftForm:
        court, why = queries.court_for(made.mediation)
        initial = {"court": str(court or ""), "ground": why.facts.get("confirmation_ground", "body")}
        return DraftForm(a_post, courts=choices(), initial=initial)
    digest = bytes(found.sha256 or b"").hex() if found else ""
    return kind(a_post, files, initial={"sha256": digest, "electronic": True})


def told(made: Agreement, party: Party, person: UUID | None, now: datetime) -> dict[str, Any]:
    """The page of confirmation for one party."""
    found = queries.confirmation_of(made)
    may = signing.may_sign_on_screen(
        Topic(made.mediation.topic), is_agent=str(party.person_id) != str(person), scope=party.scope
    )
    joined = {row.party_id: row for row in found.joined.defer("strokes")} if found else {}
    over = found is None or found.stage in (Stage.WITHDRAWN, Stage.REFUSED)
    return {
        "mediation": made.mediation,
        "agreement": made,
        "party": party,
        "confirmation": found,
        "possible": confirming.possible(Stage(found.stage)) if found else (),
        "lines": queries.limits(found) if found else [],
        "last_day": queries.last_day_to_apply(made),
        "may_draft": over and made.effective_at is not None,
        "joined": [(one, joined.get(one.pk)) for one in made.mediation.parties.order_by("side", "pk")],
        "mine": joined.get(party.pk),
        "hindered": None if may.answer else may.why[0],
        "questions": list(found.questions.filter(party=party).order_by("asked_at")) if found else [],
        "delivery": found.deliveries.filter(party=party).first() if found else None,
        "clock": clock(found, now),
        "is_decided": found is not None and found.stage in DECIDED,
        "sha256": bytes(found.sha256 or b"").hex() if found else "",
        "draft": form_of("draft", made=made, found=found),
        "join": form_of("join", made=made, found=found),
        "answer": AnswerForm(),
    }


def clock(found: Confirmation | None, now: datetime) -> pacing.Clock | None:
    """The half hour, once it has begun to run and until the application is taken back."""
    if found is None or found.applied_at is None or found.stage == Stage.WITHDRAWN:
        return None
    return pacing.clock(found.applied_at, found.delivered_at, now)
