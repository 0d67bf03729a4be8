"""What somebody fills in about their own work: what they hand over, and the card residents see."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.field.forms import Key
from commongrid.doors.look import wording


class Handover(Key):
    """What whoever comes next has to know."""

    handover = forms.CharField(
        label=_("What the next one has to know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is open, what to watch, which case numbers."),
    )


class CardForm(wording.Form):
    """What a worker agrees to show residents."""

    shows_name = forms.BooleanField(label=_("My name"), required=False)
    work_phone = forms.RegexField(
        r"^[0-9+\- ]{3,32}$",
        label=_("My work phone"),
        required=False,
        help_text=_("A number of the office or a work phone, never your own."),
    )
    hours = forms.CharField(label=_("When I can be reached"), max_length=80, required=False)


class PortraitForm(wording.Form):
    """A photo of themselves a worker agrees to show."""

    portrait = forms.FileField(label=_("A photo of my face"))
