"""What a dispatcher fills in to decide about a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk import matter_choice
from commongrid.doors.desk.forms import base
from commongrid.intake.models import Report
from commongrid.registry.matters.terms import ReasonKind


class ReportForm(forms.Form):
    """`seq` is the state of the report its reader saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, report: Report, **named: Any) -> None:
        super().__init__(*given, **named)
        self.report = report
        self.fields["seq"].initial = report.seq
        self.prepare()

    def prepare(self) -> None:
        """Where a form fills its choices from the report."""


class Admit(ReportForm):
    """The matter it is filed under, and the title of the case."""

    matter = forms.ChoiceField(label=_("Matter"))
    title = forms.CharField(
        label=_("Title"), required=False, max_length=120, help_text=_("Left empty: place and matter.")
    )

    def prepare(self) -> None:
        self.fields["matter"].choices = matter_choice.groups()[1:]  # type: ignore[attr-defined]


class Press(ReportForm):
    """Nothing to fill in."""


class Follow(ReportForm):
    """The case the reporter follows from now on."""

    into = forms.CharField(label=_("Number of the case"), max_length=14)


class Decline(ReportForm):
    """A reason from the list, with what must be stated."""

    reason = base.reason(_("Why is it not taken on?"))
    why = base.why(
        _("What must be stated"), required=False, hint=_("The reporter reads this and may appeal once.")
    )

    def prepare(self) -> None:
        self.fields["reason"].choices = base.reasons(ReasonKind.DECLINE)  # type: ignore[attr-defined]


class Correct(ReportForm):
    """Place and matter as they really are."""

    matter = forms.ChoiceField(label=_("Matter"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    area = forms.ChoiceField(label=_("Area"), required=False, help_text=_("When there is no position."))
    lon = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)

    def prepare(self) -> None:
        self.fields["matter"].choices = matter_choice.groups(self.report.matter_id)  # type: ignore[attr-defined]
        self.fields["area"].choices = matter_choice.areas()  # type: ignore[attr-defined]
        self.fields["address"].initial = self.report.address
        self.fields["lon"].initial, self.fields["lat"].initial = self.report.lon, self.report.lat


class Appeal(ReportForm):
    """Whether the appeal is right, and the answer."""

    upheld = forms.ChoiceField(
        label=_("Is the appeal right?"),
        choices=[("yes", _("Yes: the report is open again")), ("no", _("No: it stays declined"))],
        widget=forms.RadioSelect,
    )
    why = base.why(_("Answer"), hint=_("The reporter reads this."))
