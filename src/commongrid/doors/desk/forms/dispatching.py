"""What a dispatcher fills in: to whom, to which centre, together with what, or not at all."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk import matter_choice
from commongrid.doors.desk.forms import base
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


class Assign(base.ActForm):
    """A lead unit, joint units and the reason."""

    lead = base.UnitField(label=_("Lead unit"), queryset=Unit.objects.none())
    why = base.why(hint=_("Stands in the history; the unit reads it."))
    joint = base.UnitsField(
        label=_("Joint units"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("They report their part; the lead reports the whole."),
    )

    def prepare(self) -> None:
        found = units.dispatchable(self.case.area).order_by("-division", "code")
        for name in ("lead", "joint"):
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        base.say_who_is_on(self, "lead", "joint")


class HandOver(base.ActForm):
    """Another dispatch centre, higher or lower."""

    to = base.UnitField(label=_("Dispatch centre"), queryset=Unit.objects.none())
    why = base.why()

    def prepare(self) -> None:
        near = [self.case.area[:size] for size in (2, 4, 6, 9, 12)]
        found = units.centres().filter(division__in=near).exclude(pk=self.case.centre_id)
        self.fields["to"].queryset = found  # type: ignore[attr-defined]


class Void(base.ActForm):
    """A reason from the list, told to the reporters."""

    reason = base.reason()
    why = base.why(_("In words"), hint=_("Those who reported it are told."))

    def prepare(self) -> None:
        self.fields["reason"].choices = base.reasons(ReasonKind.VOID)  # type: ignore[attr-defined]


class Merge(base.ActForm):
    """The case that goes on with the reporters of both."""

    into = forms.CharField(
        label=_("Number of the case that goes on"),
        max_length=14,
        help_text=_(
            "This case ends; its reporters follow the other one, and the earlier clock counts. That cannot be undone."
        ),
    )
    why = base.why()


class Correct(base.ActForm):
    """Matter and place as they really are."""

    matter = forms.ChoiceField(label=_("Matter"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    lon = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    why = base.why(hint=_("With another matter the limits count anew from now."))

    def prepare(self) -> None:
        self.fields["matter"].choices = matter_choice.groups(self.case.matter_id)  # type: ignore[attr-defined]
        self.fields["address"].initial = self.case.address
        self.fields["lon"].initial, self.fields["lat"].initial = self.case.lon, self.case.lat
