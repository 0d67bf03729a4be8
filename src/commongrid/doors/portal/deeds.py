"""What a resident fills in about a matter that is on its way, and about themself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording


class Say(wording.Form):
    """A few words that have to be there."""

    text = forms.CharField(
        label=_("In your words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Add(wording.Form):
    """Something more about a matter; photos come beside it. The same key sent again says nothing twice."""

    key = wording.sending_key(required=False)
    text = forms.CharField(
        label=_("What would you like to add?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


MARKS = [(mark, str(mark)) for mark in range(1, 6)]


class Rate(wording.Form):
    """Is it solved, and how was it done?"""

    solved = forms.ChoiceField(
        label=_("Is it really solved?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, solved")), ("no", _("No, not solved"))],
    )
    speed = forms.TypedChoiceField(label=_("Speed"), coerce=int, choices=MARKS, widget=forms.RadioSelect)
    result = forms.TypedChoiceField(label=_("Result"), coerce=int, choices=MARKS, widget=forms.RadioSelect)
    manner = forms.TypedChoiceField(label=_("Manner"), coerce=int, choices=MARKS, widget=forms.RadioSelect)
    feedback = forms.TypedChoiceField(
        label=_("Being kept informed"), coerce=int, choices=MARKS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Myself(wording.Form):
    """What a person may mend about themself without proving anything again."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class Erase(wording.Form):
    """A deliberate wish to be forgotten."""

    sure = forms.BooleanField(label=_("Yes, erase what is stored about me"))
