"""What a party fills in to have an agreement confirmed, and about what is owed."""

from __future__ import annotations

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording
from commongrid.doors.portal.mediation_forms import SignForm, area_words, read, words_of
from commongrid.work.mediation.terms import Bar, Ground, Joining

HOME_HINT = _("Where papers on paper reach you.")


class DraftForm(wording.Form):
    """Which court, on what ground; whether something is the case that a court cannot take."""

    court = fields.ChoiceField(label=_("Which court"))
    ground = fields.ChoiceField(
        label=_("Why this court"), choices=lambda: words_of("confirmation_ground", Ground)
    )
    declared = fields.MultipleChoiceField(
        label=_("Tick what is the case, if anything is"),
        choices=lambda: words_of("confirmation_bar", Bar),
        widget=fields.CheckboxSelectMultiple,
        required=False,
    )
    property_wanted = fields.BooleanField(
        label=_("It is about a house, land or a vehicle with papers; they stand among the evidence"),
        required=False,
    )

    def __init__(self, *given: Any, courts: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["court"].choices = courts  # type: ignore[attr-defined]


class JoinForm(SignForm):
    """The address form and the signature: behind the code that was just sent."""

    address = fields.CharField(label=_("Your address"), max_length=200, help_text=HOME_HINT)
    electronic = fields.BooleanField(label=_("The ruling may be served on this page"), required=False)
    truthful = fields.BooleanField(
        label=_("What I said is true, I want this of my own free will, and it harms nobody else"),
        required=False,
    )

    def joining(self) -> Joining:
        told = self.cleaned_data
        return Joining(told["address"], electronic=told["electronic"], truthful=told["truthful"])


class AnswerForm(wording.Form):
    """An answer to the judge."""

    words = area_words(_("Your answer"), 4)


class PaidForm(wording.Form):
    """It is done; a proof may be added."""

    file = fields.FileField(label=_("Proof (PDF), if you have one"), required=False)

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        return read(sent) if sent else b""
