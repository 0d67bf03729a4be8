"""What a party fills in: asking for mediation, saying yes, a file, somebody who stands for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms as fields
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.doors.portal import forms
from commongrid.registry.places import queries as places
from commongrid.work.mediation import queries
from commongrid.work.mediation.terms import (
    Application,
    Named,
    Origin,
    Scope,
    Seen,
    Side,
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
    summary = area_words(
        _("What happened, in your own words"), 5, hint=_("Only those at the table read this.")
    )
    claim = area_words(_("What would settle it"), 3, required=False)
    community = fields.ChoiceField(label=_("In which town"))
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


class SignForm(wording.Form):
    """The code that was just sent, and the strokes of the signature; `sha256` is the text that was read."""

    sha256 = fields.CharField(widget=fields.HiddenInput, max_length=64)
    strokes = fields.CharField(widget=fields.HiddenInput, required=False, max_length=40000)
    code = fields.CharField(
        label=_("Six-digit code"),
        max_length=12,
        widget=fields.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
