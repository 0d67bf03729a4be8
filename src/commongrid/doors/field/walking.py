"""What is filled in on a round: a check-in, and why a place could not be looked at."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.field.forms import Key
from commongrid.doors.look import wording


class CheckIn(Key):
    """Standing at a place. `lon` and `lat` are filled in by the device when it is asked to."""

    lon = wording.degrees(180)
    lat = wording.degrees(90)
    plate = forms.CharField(
        label=_("Code of the plate"),
        required=False,
        max_length=200,
        help_text=_("Scan the plate at the door, or type the code printed below it."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("Why it is shown like this"),
        required=False,
        max_length=200,
        help_text=_("Needed only far from the place, or without plate, position and photo."),
    )
    note = forms.CharField(
        label=_("What is to be said of the place"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About the place, not about people."),
    )


class Skipped(Key):
    """Why a place could not be looked at."""

    why = forms.ChoiceField(
        label=_("What kept you?"),
        widget=forms.RadioSelect,
        choices=[
            ("closed", _("Nobody opened")),
            ("no_entry", _("No way in")),
            ("gone", _("It is not there any more")),
            ("other", _("Something else")),
        ],
    )
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=200,
        help_text=_("Needed for something else."),
    )
