"""What a party fills in and does in a mediation, and what their page tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms as fields
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import calendars, facts, wording
from commongrid.doors.portal import forms
from commongrid.registry.places import queries as places
from commongrid.work.mediation import acts, lifecycle, queries, rules
from commongrid.work.mediation.models import Mediation, Party
from commongrid.work.mediation.terms import (
    Application,
    Brought,
    Course,
    Ending,
    Named,
    Origin,
    Scope,
    SeatState,
    Seen,
    Side,
    State,
    Topic,
)

MOST_WORDS, MOST_FILE = 2000, 20 * 1024 * 1024


def words_of(fact: str, values: Any) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


def area_words(label: Any, rows: int, *, required: bool = True, hint: Any = "") -> fields.CharField:
    widget = fields.Textarea(attrs={"rows": rows})
    return fields.CharField(
        label=label, max_length=MOST_WORDS, widget=widget, required=required, help_text=hint
    )


class ApplyForm(wording.Form):
    """What it is about, in one's own words, and who the other side is."""

    key = wording.sending_key()
    topic = fields.ChoiceField(
        label=_("What is it about?"), choices=lambda: words_of("mediation_topic", Topic)
    )
    summary = area_words(_("What happened"), 5, hint=_("Only those at the table read this."))
    claim = area_words(_("What would settle it"), 3, required=False)
    community = fields.ChoiceField(label=_("Where"))
    name = fields.CharField(label=_("What you are called"), max_length=40)
    other_name = fields.CharField(label=_("Who is the other side"), max_length=40)
    other_organisation = fields.CharField(
        label=_("Their firm or organisation"), max_length=80, required=False
    )
    other_phone = fields.CharField(
        label=_("Their phone"), max_length=40,
        help_text=_("They are asked by message whether they want it, and may say no."),
    )  # fmt: skip

    def __init__(self, *given: Any, communities: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["community"].choices = communities  # type: ignore[attr-defined]

    def application(self, person: UUID) -> Application:
        told = self.cleaned_data
        other = Named(Side.RESPONDENT, told["other_name"], told["other_phone"], told["other_organisation"])
        parties = (Named(Side.APPLICANT, "", "", person=person), other)
        return Application(
            Topic(told["topic"]),
            told["summary"],
            told["claim"],
            parties,
            Origin.PORTAL,
            area=told["community"],
        )


def apply_form(request: HttpRequest) -> ApplyForm:
    return ApplyForm(request.POST or None, initial={"key": forms.new_key()}, communities=communities())


def communities() -> list[tuple[str, str]]:
    """Where a body answers: every town whose mediation body is in use, by name."""
    codes = {each.unit.division_id for each in queries.bodies()}
    language = get_language() or ""
    rows = [places.path_of(code)[-1] for code in sorted(codes) if places.path_of(code)]
    return [(one.code, (one.name_en if language.startswith("en") else "") or one.name) for one in rows]


class ConsentForm(wording.Form):
    """Yes to mediating; a link and being recorded are each asked for themselves, and off."""

    online = fields.BooleanField(label=_("I may also meet by video"), required=False)
    recording = fields.BooleanField(label=_("It may be recorded"), required=False)


class BringForm(wording.Form):
    """A photo or a PDF."""

    key = wording.sending_key()
    title = fields.CharField(label=_("What it shows"), max_length=80)
    file = fields.FileField(label=_("Photo or PDF"), help_text=_("At most 20 MB."))
    seen_by = fields.ChoiceField(
        label=_("Who else may see it"), choices=lambda: words_of("mediation_seen", Seen)
    )

    def clean_file(self) -> bytes:
        return read(self.cleaned_data["file"])


class AgentForm(wording.Form):
    """Somebody who stands for me."""

    name = fields.CharField(label=_("Their name"), max_length=40)
    phone = fields.CharField(label=_("Their phone"), max_length=40)
    scope = fields.ChoiceField(
        label=_("What they may do"), choices=lambda: words_of("mediation_scope", Scope)
    )
    file = fields.FileField(label=_("Power of attorney (PDF)"), help_text=_("At most 20 MB."))

    def clean_file(self) -> bytes:
        return read(self.cleaned_data["file"])


def read(sent: Any) -> bytes:
    if (sent.size or 0) > MOST_FILE:
        raise fields.ValidationError(_("The file is larger than 20 MB."))
    content: bytes = sent.read()
    return content


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
        "routes": rules.routes(Course(found.course), Ending(found.ending))
        if found.state == State.FAILED
        else (),
        "limit": rules.LIMITS[Course(found.course)],
        "consent": ConsentForm(),
        "bring": BringForm(initial={"key": forms.new_key()}),
        "represent": AgentForm(auto_id="id_agent_%s"),
    }
