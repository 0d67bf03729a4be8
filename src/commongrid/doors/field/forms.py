"""What a grid worker fills in; everything sent twice is harmless because of `key`."""

from __future__ import annotations

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording


def new_key() -> str:
    """A sending key: the same form sent again carries the same one."""
    return secrets.token_urlsafe(18)


class Key(wording.Form):
    """The sending key every form carries."""

    key = wording.sending_key()


class Verify(Key):
    """What was found on the spot."""

    finding = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        choices=[
            ("confirmed", _("It is as reported")),
            ("not_found", _("Nothing to be found here")),
            ("false", _("It is not true")),
        ],
    )
    matter = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is not as reported"),
    )

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        if told.get("finding") in ("not_found", "false") and not told.get("text", "").strip():
            self.add_error("text", _("Say in a few words what you saw; the reporter will be told."))
        return told


class Check(Key):
    """Is the job really done?"""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Is it really solved?"),
        widget=forms.RadioSelect,
        choices=[("pass", _("Solved")), ("fail", _("Not solved yet"))],
    )
    text = forms.CharField(
        label=_("Finding"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it is not solved yet"),
    )

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        if told.get("answer") == "fail" and not told.get("text", "").strip():
            self.add_error("text", _("Say what is still missing, so that the unit knows what to do."))
        return told


class Found(Key):
    """Something seen on the way: reported to the centre, or settled on the spot."""

    words = forms.CharField(
        label=_("What is it?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    matter = forms.CharField(widget=forms.HiddenInput, required=False)
    lon = wording.degrees(180)
    lat = wording.degrees(90)
    address = forms.CharField(label=_("Where exactly"), required=False, max_length=200)
    done = forms.CharField(
        label=_("What did you do about it?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Tell(Key):
    """Something seen, told in two taps: a photo is enough, and so are words."""

    words = forms.CharField(
        label=_("In a few words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lon = wording.degrees(180)
    lat = wording.degrees(90)
    address = forms.CharField(label=_("Where exactly"), required=False, max_length=200)


class Note(Key):
    """A note on a case, for those who have it."""

    text = forms.CharField(
        label=_("Add a note for those who handle it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Inspect(Key):
    """What every form of a checklist carries beside its answers, which are `a-<question>` with `photos-<question>`.

    `edition` is the one the page was made of, `captured_at` when it was filled in, if the device says so.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput)
    again = forms.UUIDField(widget=forms.HiddenInput, required=False)
    captured_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("Anything else about the place"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About the place, not about people."),
    )
