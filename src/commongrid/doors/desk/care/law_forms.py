"""Care by a rule of law, as a form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.care.forms import said, words
from commongrid.doors.look import wording
from commongrid.registry.places import queries as places
from commongrid.work.care.terms import Purpose, Wish


class ByLawForm(wording.Form):
    """Care by a rule of law."""

    key = wording.sending_key()
    statute = forms.ChoiceField(label=_("By which rule of law?"))
    name = forms.CharField(label=_("How are they called?"), max_length=60)
    purposes = forms.MultipleChoiceField(label=_("What for?"), widget=forms.CheckboxSelectMultiple)
    area = forms.ChoiceField(label=_("Community"))
    address = forms.CharField(label=_("Where"), max_length=200, required=False)
    words = words(_("Good to know"), 3, required=False)
    until = forms.DateField(
        label=_("Until when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(
        label=_("Phone of the guardian"),
        max_length=40,
        help_text=_("They read all of it by a code, and can end it."),
    )

    def __init__(self, *args: Any, area: str, rules: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [
            (one.code, one.name) for one in places.atlas().divisions.values()
            if len(one.code) == 12 and one.code.startswith(area[:12])
        ]  # fmt: skip
        for name, choices in (
            ("statute", rules),
            ("purposes", said("care_purpose", Purpose)),
            ("area", sorted(found)),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(
            told["area"],
            tuple(told["purposes"]),
            told["until"],
            told["name"],
            told["address"],
            told["words"],
            True,
        )


def in_half_a_year() -> date:
    return timezone.localdate() + timedelta(days=182)
