"""What is taken down at a counter, in the order it is said: who, what, where, for whom, how many."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk import matter_choice
from commongrid.doors.look import wording
from commongrid.work.reception import rules
from commongrid.work.reception.terms import MOST_PEOPLE, Many

BEHALF = (
    ("", _("for themselves")),
    ("family", _("for somebody of the family")),
    ("neighbour", _("for a neighbour")),
    ("colleague", _("for a colleague")),
    ("ward", _("as guardian or carer")),
    ("other", _("for somebody else")),
)
CHANNELS = (("visit", _("at the counter")), ("phone", _("by phone")))


class TakeDown(wording.Form):
    """The form of the counter; its key is the id its report will have."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    words = forms.CharField(
        label=_("What is the matter?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Where"), max_length=200, required=False, help_text=_("Left empty: this community.")
    )
    matter = forms.ChoiceField(label=_("Matter"), required=False)
    behalf = forms.ChoiceField(label=_("For whom"), choices=BEHALF, required=False)
    channel = forms.ChoiceField(label=_("How they came"), choices=CHANNELS, required=False)
    people = forms.IntegerField(
        label=_("How many people"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Left empty: one person."),
    )
    representatives = forms.CharField(
        label=_("Representatives"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to five, a line each: name and phone."),
    )
    names = forms.CharField(
        label=_("Names of the others"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "As far as they want to give them. Kept sealed; only how many they are is shown to those who handle it."
        ),
    )
    follow = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["matter"].choices = [("", _("as the words say")), *matter_choice.groups()[1:]]  # type: ignore[attr-defined]

    def many(self) -> Many | None:
        """The group, when more than one person came or representatives are named."""
        told = self.cleaned_data
        speaking = rules.spokesmen(told["representatives"])
        if (told["people"] or 1) < 2 and not speaking:
            return None
        return Many(told["people"] or len(speaking), speaking, rules.names(told["names"]))

    @property
    def first(self) -> list[Any]:
        return [self[name] for name in ("words", "address", "matter")]

    @property
    def about(self) -> list[Any]:
        return [self[name] for name in ("behalf", "channel")]

    @property
    def group(self) -> list[Any]:
        return [self[name] for name in ("people", "representatives", "names")]

    @property
    def is_group(self) -> bool:
        """Was something of the group filled in? Then its part stands open."""
        return any(bound.value() for bound in self.group)


class Place(forms.Form):
    """Where somebody sits."""

    point = forms.CharField(max_length=32)
    counter = forms.RegexField(r"[0-9A-Za-z]{1,8}", max_length=8)


class Look(wording.Form):
    """Why the names of a group must be seen."""

    why = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("The reason is kept with your name.")
    )


def key_of(text: str) -> UUID | None:
    """A form's key, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
