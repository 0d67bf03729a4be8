"""How somebody can be reached and where it is: what several forms of residents ask alike."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from commongrid.doors.portal.forms import Key, plain_contact


def phone_field(why: str | StrPromise) -> forms.CharField:
    """A number, left empty by whoever wants to; `why` says what it is for."""
    return forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        help_text=why,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


def address_field() -> forms.CharField:
    """Where it is, in words."""
    return forms.CharField(
        label=_("Address, or what is nearby"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


class Reached(Key):
    """A form with a `phone_field`: the number in its one form, "" for none."""

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"]
        return plain_contact("phone", given) if given.strip() else ""
