"""What a resident fills in to write to an office, and what they look for among public answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.portal.reached import Reached, address_field, phone_field


class Letter(Reached):
    """A letter: words, perhaps a place and photos, a way to be told, and whether it may be published."""

    words = forms.CharField(
        label=_("Your letter"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    address = address_field()
    phone = phone_field(_("Only to tell you that it was answered"))
    agreed = forms.BooleanField(required=False)
