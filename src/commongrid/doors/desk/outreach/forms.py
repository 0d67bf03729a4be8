"""A service brought out as forms: what is asked for, the day, the reason, the count, the stars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording
from commongrid.registry.places import queries as places
from commongrid.work.outreach import queries
from commongrid.work.outreach.models import Request
from commongrid.work.outreach.terms import MOST_PEOPLE, MOST_STARS, Asking

FORMAT = "%Y-%m-%dT%H:%M"


def moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT)
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=[FORMAT])


class Ask(wording.Form):
    """What, when, for how many, where, of whom."""

    key = wording.sending_key()
    division = forms.ChoiceField(label=_("Community"))
    service = forms.ChoiceField(label=_("Which service"))
    level = forms.ChoiceField(
        label=_("Asked of"), choices=[("9", _("the town’s department")), ("4", _("the city’s department"))]
    )
    first = moment(_("Best day"))
    second = moment(_("Or"), required=False)
    third = moment(_("Or else"), required=False)
    hours = forms.IntegerField(label=_("How many hours"), min_value=1, max_value=12, initial=3)
    people = forms.IntegerField(label=_("For how many"), min_value=1, max_value=MOST_PEOPLE)
    place = forms.CharField(label=_("Where it is held"), max_length=200)
    note = forms.CharField(
        label=_("What they should know"), max_length=300, required=False,
        help_text=_("Why it is needed, stairs, parking; no resident’s name."),
    )  # fmt: skip

    def __init__(self, *given: Any, area: str, **named: Any) -> None:
        super().__init__(*given, **named)
        villages = sorted(
            (one.code, one.name) for one in places.atlas().divisions.values()
            if len(one.code) == 12 and one.code.startswith(area[:12])
        )  # fmt: skip
        english = (get_language() or "").startswith("en")
        self.services = {one.pk: one for one in queries.services()}
        named_ones = [
            (one.pk, (one.name_en if english else "") or one.name) for one in self.services.values()
        ]
        self.fields["division"].choices = villages  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "–"), *named_ones]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The department's unit that serves the community, at the level asked."""
        told = super().clean() or {}
        if {"service", "division", "level"} <= set(told):
            units = queries.units_for(self.services[told["service"]], told["division"])
            right = [one for one in units if len(one.division_id or "") == int(told["level"])]
            if not right:
                raise forms.ValidationError(
                    _("No unit of this department serves the community at this level; choose the other.")
                )
            told["unit"] = right[0].code
        return told

    def asking(self) -> Asking:
        """The request as it was filled in."""
        told = self.cleaned_data
        days = tuple(dict.fromkeys(told[name] for name in ("first", "second", "third") if told[name]))
        return Asking(
            division=told["division"], service=told["service"], unit=told["unit"], days=days, hours=told["hours"],
            people=told["people"], place=told["place"], note=told["note"],
        )  # fmt: skip


class Accept(wording.Form):
    """One of the days proposed."""

    day = forms.ChoiceField(label=_("Which day"))

    def __init__(self, *given: Any, about: Request, **named: Any) -> None:
        super().__init__(*given, **named)
        told = [(one.isoformat(), timezone.localtime(one).strftime("%Y-%m-%d %H:%M")) for one in about.days]
        self.fields["day"].choices = told  # type: ignore[attr-defined]

    def clean_day(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["day"])


class Why(wording.Form):
    """The reason the other side reads."""

    why = forms.CharField(label=_("Why"), max_length=200)


class Offer(Why):
    """Another day, and why."""

    day = moment(_("Another day"))
    field_order = ("day", "why")


class Finish(wording.Form):
    """How many were served."""

    served = forms.IntegerField(
        label=_("How many were served"),
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("A count; no list of names is kept."),
    )


class Rate(wording.Form):
    """The village's stars."""

    stars = forms.TypedChoiceField(
        label=_("Stars"), coerce=int, choices=[(n, "★" * n) for n in range(MOST_STARS, 0, -1)]
    )
