"""What a judge fills in, and what the table notes at the counter about an application."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.mediation.forms import choice, line, text
from commongrid.doors.look import wording
from commongrid.work.mediation.terms import Bar, Flaw, Ground, Hearing, Joining

NUMBER_HINT = _("As the court gave it; it stands on the ruling.")


class TickForm(wording.Form):
    """The list; the notes are read from the request by the name of each point."""


class QuestionForm(wording.Form):
    """A question to a party."""

    key = wording.sending_key()
    party = forms.ChoiceField(label=_("To whom"))
    words = text(_("Question"), 3, 2000)

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class SlotForm(wording.Form):
    """When and where both are heard."""

    starts_at = forms.DateTimeField(
        label=_("Begins"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )  # fmt: skip
    place = line(_("In which room"), 120)


class HearForm(wording.Form):
    """How they were heard, who came, and what was said."""

    way = choice(_("How they were heard"), "confirmation_hearing", Hearing)
    came = forms.MultipleChoiceField(label=_("Who came"), widget=forms.CheckboxSelectMultiple, required=False)
    record = text(_("Record"), 5, 8000, required=False)

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["came"].choices = parties  # type: ignore[attr-defined]


class ConfirmForm(wording.Form):
    """The court's number; a word of reasons where the judge wants one."""

    court_number = line(_("Case number of the court"), 60, hint=NUMBER_HINT)
    grounds = text(_("Reasons, if there is more to say"), 3, 4000, required=False)


class RejectForm(wording.Form):
    """Why it is rejected."""

    reason = choice(_("Why"), "confirmation_reason", Flaw)
    court_number = line(_("Case number of the court"), 60, hint=NUMBER_HINT)
    grounds = text(_("Reasons of the court"), 3, 4000)


class RefuseForm(wording.Form):
    """Why it is not accepted."""

    reason = choice(_("Why"), "confirmation_reason", Bar)
    court_number = line(_("Case number of the court"), 60, hint=NUMBER_HINT)
    grounds = text(_("Reasons, if there is more to say"), 3, 4000, required=False)


class HandOverForm(wording.Form):
    """Who gave it to whom on paper."""

    party = forms.ChoiceField(label=_("To whom"))
    handed_by = line(_("Handed over by"), 64)

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class HandOnForm(wording.Form):
    """To which judge."""

    post = forms.ChoiceField(label=_("To which judge"))

    def __init__(self, *given: Any, judges: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["post"].choices = judges  # type: ignore[attr-defined]


class DraftForm(wording.Form):
    """The table draws an application up for both sides."""

    court = forms.ChoiceField(label=_("Which court"))
    ground = choice(_("Why this court"), "confirmation_ground", Ground)
    declared = forms.MultipleChoiceField(
        label=_("Tick what is the case, if anything is"), widget=forms.CheckboxSelectMultiple, required=False
    )
    property_wanted = forms.BooleanField(
        label=_("It is about a house, land or a vehicle with papers; they stand among the evidence"),
        required=False,
    )

    def __init__(
        self, *given: Any, courts: list[tuple[str, str]], bars: list[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["court"].choices = courts  # type: ignore[attr-defined]
        self.fields["declared"].choices = bars  # type: ignore[attr-defined]


class JoinForm(wording.Form):
    """A party signed the printed application before the table."""

    party = forms.ChoiceField(label=_("Who signed"))
    address = line(_("Their address"), 200)
    electronic = forms.BooleanField(label=_("The ruling may be served on their page"), required=False)
    truthful = forms.BooleanField(label=_("They vouch for it, of their own free will"), required=False)

    def __init__(self, *given: Any, parties: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]

    def joining(self) -> Joining:
        told = self.cleaned_data
        return Joining(told["address"], electronic=told["electronic"], truthful=told["truthful"])
