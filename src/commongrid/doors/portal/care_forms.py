"""Care visits on the portal: what a resident fills in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts
from commongrid.doors.portal.forms import Key
from commongrid.registry.places import queries as places
from commongrid.work.care import acts
from commongrid.work.care.terms import LONGEST, Purpose, Wish

USUALLY = timedelta(days=182)


def communities() -> list[tuple[str, str]]:
    """Every community of the city under its name, with its town's where there are several."""
    found = [one for one in places.atlas().divisions.values() if len(one.code) == 12]
    return [("", "–"), *sorted((one.code, one.name) for one in found)]


def purposes() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(one.value, facts.word("care_purpose", one.value, language)) for one in Purpose]


class Invite(Key):
    """Where somebody lives who might want care; nothing about them."""

    area = forms.ChoiceField(label=_("In which community do they live?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = communities()  # type: ignore[attr-defined]


class Correct(Key):
    """What is kept, in the person's own words."""

    name = forms.CharField(label=_("How should we call you?"), max_length=60)
    purposes = forms.MultipleChoiceField(label=_("What for?"), widget=forms.CheckboxSelectMultiple)
    address = forms.CharField(
        label=_("Where should somebody come?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    words = forms.CharField(
        label=_("What should whoever comes know?"),
        required=False,
        max_length=2000,
        help_text=_("Only what helps: a good time, how to ring, what you cannot do alone."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = purposes()  # type: ignore[attr-defined]

    def corrected(self) -> acts.Corrected:
        told = self.cleaned_data
        return acts.Corrected(told["name"], told["address"], told["words"], tuple(told["purposes"]))


class Renew(Key):
    """Until when it may go on."""

    until = forms.DateField(
        label=_("Until when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["until"].widget.attrs |= {
            "min": (today + timedelta(days=1)).isoformat(),
            "max": (today + LONGEST).isoformat(),
        }


class Ask(Renew, Correct):
    """All that is needed to begin, and the consent."""

    area = forms.ChoiceField(label=_("Your community"))
    who = forms.ChoiceField(
        label=_("For whom?"),
        widget=forms.RadioSelect,
        choices=[("self", _("for myself")), ("ward", _("for a child or somebody I am guardian of"))],
    )
    consent = forms.BooleanField(
        label=_("I agree that this is kept and read by the one person who comes, until the day above")
    )
    field_order = ("key", "who", "name", "purposes", "area", "address", "words", "until", "consent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = communities()  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(
            told["area"], tuple(told["purposes"]), told["until"], told["name"], told["address"], told["words"],
            told["who"] == "ward",
        )  # fmt: skip


def default_until() -> date:
    return timezone.localdate() + USUALLY
