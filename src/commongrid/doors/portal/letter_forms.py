"""What a resident fills in to write to an office, and what they look for among public answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.portal.forms import Key, plain_contact


class Letter(Key):
    """A letter: words, perhaps a place and photos, a way to be told, and whether it may be published."""

    words = forms.CharField(
        label=_("Your letter"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
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
        help_text=_("Only to tell you that it was answered"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    agreed = forms.BooleanField(required=False)

    def clean_phone(self) -> str:
        given: str = self.cleaned_data["phone"]
        return plain_contact("phone", given) if given.strip() else ""
