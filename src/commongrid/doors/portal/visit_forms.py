"""What a resident fills in to register for a visiting day: words, and a number only if they want the answer told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.portal.forms import Key, plain_contact


class Register(Key):
    """A matter for the leaders who come."""

    words = forms.CharField(
        label=_("What is the matter?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Address, or what is nearby"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        help_text=_("Only to tell you how it goes on"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"]
        return plain_contact("phone", given) if given.strip() else ""
