"""What a resident fills in. Nothing typed is ever lost: a form that is not good enough comes back as it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import sentences, wording
from commongrid.registry.people import rules
from commongrid.registry.people.terms import Contact
from commongrid.registry.places import queries as places

NOT_SURE = "?"


def new_key() -> str:
    """A sending key: the same form sent again carries the same one, so that it arrives once."""
    return secrets.token_urlsafe(24)


class Key(wording.Form):
    """The sending key."""

    key = wording.sending_key()


class Report(Key):
    """Something wrong, or something needed: photos, place, words; who sends it is up to them."""

    words = forms.CharField(
        label=_("What is the matter?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    lon = wording.degrees(180)
    lat = wording.degrees(90)
    accuracy = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=0, max_value=100_000)
    address = forms.CharField(
        label=_("Address, or what is nearby"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    area = forms.CharField(label=_("Or choose the area"), required=False, max_length=15, widget=forms.Select)
    matter = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    taken = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    plate = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        help_text=_("Only to tell you how it goes on"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    anonymous = forms.BooleanField(required=False)

    def __init__(self, *args: Any, areas: Callable[[], Sequence[Any]] = list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["area"].widget
        if isinstance(widget, forms.Select):
            widget.choices = CallableChoiceIterator(
                lambda: [("", _("by pin or address")), *areas(), (NOT_SURE, _("I am not sure"))]
            )

    def clean_area(self) -> str:
        area: str = self.cleaned_data["area"]
        if area and area != NOT_SURE and not places.division(area):
            raise forms.ValidationError(_("This area is not in the list; please choose again."))
        return area

    def clean_phone(self) -> str:
        return (
            plain_contact("phone", self.cleaned_data["phone"]) if self.cleaned_data["phone"].strip() else ""
        )


def so_far(data: Mapping[str, Any]) -> dict[str, Any]:
    """What an unfinished report tells, without what is not good enough yet."""
    form = Report(data)
    form.is_valid()
    blank = {"words": "", "matter": "", "address": "", "lon": None, "lat": None, "accuracy": None}
    return {**blank, **form.cleaned_data}


def plain_contact(contact: Contact, value: str) -> str:
    """The number or address in its one form; a ValidationError says what is wrong with it."""
    verdict = rules.is_phone(value) if contact == "phone" else rules.is_email(value)
    if verdict.why:
        raise forms.ValidationError(_("%(fault)s."), params={"fault": sentences.say(verdict.why[0])})
    return verdict.answer


class Follow(wording.Form):
    """The number and the code of one report."""

    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("Follow code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class Contacting(wording.Form):
    """A phone number or an e-mail address to prove."""

    contact = forms.CharField(label=_("Phone number or e-mail"), max_length=254)

    def clean_contact(self) -> str:
        value = self.cleaned_data["contact"]
        return plain_contact(kind_of(value), value)


def kind_of(value: str) -> Contact:
    return "email" if "@" in value or "＠" in value else "phone"


class Code(Contacting):
    """The six digits that were sent there."""

    contact = forms.CharField(label=_("Phone number or e-mail"), widget=forms.HiddenInput, max_length=254)
    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
