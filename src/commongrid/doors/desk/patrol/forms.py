"""A demand as a form, and an urgent place."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.doors.desk import areas
from commongrid.doors.look import facts, naming, wording
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.matters import queries as matters
from commongrid.registry.premises.terms import Kind
from commongrid.work.patrol.models import Demand
from commongrid.work.patrol.terms import Facet, Per, Wanted, What

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
BESIDE = {
    "patrol.needs_name": "zh",
    "patrol.needs_frequency": "often",
    "patrol.needs_kinds": "kinds",
    "patrol.needs_minutes": "minutes",
    "patrol.needs_window": "opens",
    "patrol.not_in_the_past": "starts_on",
    "patrol.checklist_off": "checklist",
}


def kind_choices() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(kind), facts.word("premises_kind", str(kind), language)) for kind in Kind]


def checklist_choices() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [("", "–"), *((each.code, each.name(language).words) for each in checklists.in_use())]


class DemandForm(wording.Form):
    """What is walked to, how often, for how long, within which hours, by whom; from which day on and why."""

    key = wording.sending_key()
    code = forms.RegexField(
        r"^[A-Za-z0-9_-]{1,24}$",
        label=_("Code"),
        help_text=_("The same code again changes a demand from its day on."),
    )
    zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    what = forms.ChoiceField(
        label=_("What is walked to"),
        choices=[
            (What.PREMISES.value, _("places of some kinds")),
            (What.GRID.value, _("each grid as a whole")),
        ],
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of place to walk to"),
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    facet = forms.ChoiceField(
        label=_("Only those"),
        required=False,
        choices=[
            ("", _("all of them")),
            (Facet.NO_CAPTAIN.value, _("without a captain")),
            (Facet.RENTED.value, _("that are let")),
            (Facet.GAPS.value, _("where the last inspection found a gap")),
        ],
    )
    floors = forms.IntegerField(
        label=_("At least so many floors"), min_value=1, max_value=200, required=False
    )
    rooms = forms.IntegerField(label=_("At least so many rooms"), min_value=1, max_value=731, required=False)
    often = forms.IntegerField(label=_("How often"), min_value=1, max_value=731)
    unit = forms.ChoiceField(
        label=_("counted as"),
        choices=[
            ("days", _("every so many days")),
            (Per.MONTH.value, _("times a month")),
            (Per.QUARTER.value, _("times a quarter")),
        ],
    )
    minutes = forms.IntegerField(label=_("Minutes on the spot"), min_value=1, max_value=240, initial=10)
    opens = forms.TimeField(label=_("Only from"), required=False, widget=CLOCK)
    closes = forms.TimeField(label=_("until"), required=False, widget=CLOCK)
    who = forms.ChoiceField(
        label=_("Who goes there"),
        required=False,
        choices=[
            ("", _("any worker of the grid")),
            ("full_time", _("full-time workers")),
            ("professional", _("professional workers")),
        ],
    )
    checklist = forms.ChoiceField(label=_("Checklist"), required=False, choices=checklist_choices)
    matters = forms.CharField(
        label=_("Matters to look out for"),
        required=False,
        max_length=400,
        help_text=_("Their codes, with a comma between them."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *given: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["area"].choices = _areas(actor)  # type: ignore[attr-defined]

    def clean_matters(self) -> tuple[str, ...]:
        """Every code once; one the catalogue does not have is said beside the field."""
        codes = re.split(r"[,，、;；|\s]+", self.cleaned_data["matters"].strip())
        known = {item.code for item in matters.catalogue()}
        asked = tuple(dict.fromkeys(code for code in codes if code))
        if unknown := [code for code in asked if code not in known]:
            raise forms.ValidationError(_("Not in the catalogue: %(codes)s") % {"codes": ", ".join(unknown)})
        return asked

    @staticmethod
    def told_by(before: Demand | None) -> dict[str, Any]:
        """What holds now, to be changed."""
        if before is None:
            return {}
        names = ("code", "zh", "en", "area", "what", "kinds", "facet", "minutes", "who", "checklist")
        told = {name: getattr(before, name) for name in names}
        told |= {name: getattr(before, name) for name in ("floors", "rooms")}
        told |= {
            "matters": ", ".join(before.matters),
            "often": before.every_days or before.times,
            "unit": before.per or "days",
        }
        return told | {"opens": _time(before.opens), "closes": _time(before.closes)}

    def wanted(self) -> Wanted:
        """As `acts.set_demand` takes it; the form is valid."""
        found = self.wanted_so_far(self.cleaned_data["starts_on"])
        if found is None:
            raise ValueError("a valid form says what is wanted")
        return found

    def wanted_so_far(self, today: date) -> Wanted | None:
        """What is filled in so far, as a demand; None while it does not say how often or in which area."""
        told, often = self.cleaned_data, self.cleaned_data.get("often")
        if not often or "area" not in told or "unit" not in told or "what" not in told:
            return None
        is_days, is_grid = told["unit"] == "days", told["what"] == What.GRID
        return Wanted(
            code=told.get("code", ""), zh=told.get("zh", ""), en=told.get("en", ""), area=told["area"],
            starts_on=told.get("starts_on") or today, what=told["what"], kinds=() if is_grid else tuple(told.get("kinds", ())),
            facet="" if is_grid else told.get("facet", ""), every_days=often if is_days else None,
            times=None if is_days else often, per="" if is_days else told["unit"], minutes=told.get("minutes") or 10,
            opens=_minutes(told.get("opens")), closes=_minutes(told.get("closes")), who=told.get("who", ""),
            checklist=told.get("checklist", ""), source="", matters=told.get("matters", ()),
            floors=None if is_grid else told.get("floors"), rooms=None if is_grid else told.get("rooms"),
        )  # fmt: skip

    def beside(self, key: str) -> str | None:
        """The field a refusal belongs beside."""
        return BESIDE.get(key)


def _areas(actor: Actor) -> list[tuple[str, str]]:
    """The post's own area and what lies directly below it."""
    size = areas.next_size(actor.area)
    below = areas.below(actor.area, size) if size and size < 15 else []
    codes = [actor.area, *below]
    names = areas.names(below)
    way = areas.way_to(actor.area)
    own = naming.of(way[-1]) if way else actor.area
    return [(code, names.get(code, own if code == actor.area else code)) for code in codes]


def _time(minute: int | None) -> time | None:
    return time(minute // 60 % 24, minute % 60) if minute is not None else None


def _minutes(at: time | None) -> int | None:
    return at.hour * 60 + at.minute if at is not None else None


class UrgentForm(wording.Form):
    """Where somebody is wanted at once, and why."""

    code = forms.CharField(
        label=_("Code of the place or the grid"),
        max_length=32,
        help_text=_("It stands on the page of the place."),
    )
    why = forms.CharField(
        label=_("Why at once"), max_length=200, help_text=_("Whoever walks there reads it.")
    )
