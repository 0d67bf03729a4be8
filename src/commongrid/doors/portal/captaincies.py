"""What a resident fills in to become captain of a building, and what being captain means."""

from __future__ import annotations

from urllib.parse import quote

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commongrid.doors.portal.forms import Key
from commongrid.work.captains.terms import Capacity

MEANING = (
    _("You look through the building once a month and say what you found."),
    _("You keep the number of rooms up to date; never who lives in them."),
    _("What you cannot mend yourself, the grid worker takes on."),
    _("It is voluntary and unpaid, nobody is ranked, and you may stop at any time."),
)


class Apply(Key):
    """In which capacity, and how one is called."""

    capacity = forms.ChoiceField(
        label=_("What are you to this building?"),
        widget=forms.RadioSelect,
        choices=[
            (Capacity.OWNER.value, _("I own it")),
            (Capacity.SUBLANDLORD.value, _("I rent it and let its rooms")),
            (Capacity.MANAGER.value, _("I manage it for the owner")),
        ],
    )
    name = forms.CharField(
        label=_("How are you called?"),
        max_length=40,
        help_text=_("Only the grid leader sees it, masked; every look in full is written down for you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def prove_first(request: HttpRequest) -> str:
    """Where a number is proven first, and back."""
    return f"{reverse('portal:prove')}?next={quote(request.get_full_path())}"
