"""What a resident fills in to register for a visiting day: words, and a number only if they want the answer told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.portal.reached import Reached, address_field, phone_field


class Register(Reached):
    """A matter for the leaders who come."""

    words = forms.CharField(
        label=_("What is the matter?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    address = address_field()
    phone = phone_field(_("Only to tell you how it goes on"))
