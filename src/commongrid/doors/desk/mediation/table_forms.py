"""What is filled in at the table: a sitting, minutes, terms, evidence, and the small forms of single acts."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.mediation.forms import choice, line, text, words_of
from commongrid.doors.look import facts, wording
from commongrid.work.mediation.terms import (
    FAILING,
    Declining,
    Leaving,
    Onward,
    Plan,
    Result,
    Seen,
    Way,
)

MOST_FILE = 20 * 1024 * 1024


class SittingForm(wording.Form):
    """When, how long, where, and who is invited."""

    key = wording.sending_key(required=False)
    starts_at = forms.DateTimeField(
        label=_("Begins"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=15, max_value=480, initial=60)
    way = choice(_("How it is held"), "mediation_way", Way)
    place = line(_("In which room"), 120, required=False, hint=_("The room, and how one finds it."))
    invited = forms.MultipleChoiceField(label=_("Who is invited"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *given: Any, parties: list[tuple[str, str]] | None, has_video: bool, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        if parties is None:
            del self.fields["invited"]
        else:
            self.fields["invited"].choices = parties  # type: ignore[attr-defined]
            self.fields["invited"].initial = [pk for pk, _name in parties]
        if not has_video:
            self.fields["way"].choices = words_of("mediation_way", (Way.ON_SITE,))  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        told = self.cleaned_data
        starts: datetime = told["starts_at"]
        return Plan(starts, starts + timedelta(minutes=told["minutes"]), Way(told["way"]), told["place"])


class MinutesForm(wording.Form):
    """What was said, and who came."""

    came = forms.MultipleChoiceField(label=_("Who came"), widget=forms.CheckboxSelectMultiple, required=False)
    minutes = text(
        _("Minutes"), 8, 8000, hint=_("Facts nobody disputes, what each side says, what was found.")
    )

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["came"].choices = parties  # type: ignore[attr-defined]


class TermForm(wording.Form):
    """One clause; a row without a deed is left out."""

    who = forms.ChoiceField(label=_("Which party"), required=False)
    what = text(_("Does what"), 2, 500, required=False)
    by_on = forms.DateField(
        label=_("To be done by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    amount = forms.DecimalField(
        label=_("How much, in yuan"), required=False, max_digits=12, decimal_places=2, min_value=Decimal("0.01")
    )  # fmt: skip

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["who"].choices = [("", "—"), *parties]  # type: ignore[attr-defined]


class EvidenceForm(wording.Form):
    """A photo or a PDF, what it is called, and who else may see it."""

    key = wording.sending_key()
    title = line(_("What it shows"), 80)
    file = forms.FileField(label=_("Photo or PDF"), help_text=_("At most 20 MB."))
    seen_by = choice(_("Who else may see it"), "mediation_seen", Seen)

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        content: bytes = sent.read()
        return content


class DeclineForm(wording.Form):
    reason = choice(_("Why"), "mediation_declining", Declining)


class LeaveForm(wording.Form):
    reason = choice(_("Why"), "mediation_leaving", Leaving)


class FailForm(wording.Form):
    ending = choice(_("Why it ends"), "mediation_ending", FAILING)


class ExtendForm(wording.Form):
    to = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    all_agree = forms.BooleanField(label=_("All parties agree"))


class ReferForm(wording.Form):
    """Where to, and which of what that place asks for is there."""

    onward = choice(_("Where to"), "mediation_onward", Onward)
    ready = forms.MultipleChoiceField(
        label=_("What is there"), widget=forms.CheckboxSelectMultiple, required=False,
        choices=lambda: words_of("mediation_need", facts.values("mediation_need")),
    )  # fmt: skip


class AnswerForm(wording.Form):
    result = choice(_("What became of it"), "mediation_result", Result)
    number = line(_("Their number"), 60, required=False)
