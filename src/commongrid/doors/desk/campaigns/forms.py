"""A campaign as a form: what for, which checklist, which places, from when to when, and who goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.doors.desk import areas
from commongrid.doors.look import facts, naming, wording
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.terms import Kind
from commongrid.registry.units import queries as units
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import Plan

MOST_PARTS = 80
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def checklist_choices() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [("", "–"), *((each.code, each.name(language).words) for each in checklists.in_use())]


def kind_choices() -> list[tuple[str, Any]]:
    language = get_language() or "zh-hans"
    return [
        ("", _("all the checklist is for")),
        *((str(kind), facts.word("premises_kind", str(kind), language)) for kind in Kind),
    ]


class CampaignForm(wording.Form):
    """`area`, `kind` and `words` are the filter of the list of premises."""

    key = wording.sending_key()
    name = forms.CharField(label=_("Name of the campaign"), max_length=80)
    reason = forms.CharField(
        label=_("What it is for"), max_length=400, help_text=_("Whoever goes there reads it.")
    )
    checklist = forms.ChoiceField(label=_("Checklist"), choices=checklist_choices)
    area = forms.ChoiceField(label=_("Area"), required=False)
    kind = forms.ChoiceField(label=_("Kind of place"), required=False, choices=kind_choices)
    words = forms.CharField(
        label=_("Words in name or address"),
        required=False,
        max_length=60,
        help_text=_("Leave empty for all."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)
    unit = forms.TypedChoiceField(label=_("Who goes"), required=False, coerce=int, empty_value=None)

    def __init__(self, *given: Any, actor: Actor, asked: str = "", **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["area"].choices = _areas(actor, asked)  # type: ignore[attr-defined]
        self.fields["unit"].choices = _units(actor)  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """As `acts.draft` takes it; for a count, what is filled in so far."""
        told = self.cleaned_data
        return Plan(
            name=told["name"],
            reason=told["reason"],
            checklist=told["checklist"],
            area=told["area"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            kinds=(told["kind"],) if told["kind"] else (),
            words=told["words"],
            unit_id=told["unit"],
        )


class DraftForm(CampaignForm):
    """The same for a draft that is changed; `seq` is what the writer saw."""

    key = None  # type: ignore[assignment]
    seq = forms.IntegerField(widget=forms.HiddenInput)


def of_draft(campaign: Campaign) -> dict[str, Any]:
    """The first values of the form of a draft."""
    names = ("seq", "name", "reason", "area", "words", "starts_on", "ends_on")
    told = {name: getattr(campaign, name) for name in names}
    kind = campaign.kinds[0] if len(campaign.kinds) == 1 else ""
    return {**told, "checklist": campaign.checklist.code, "kind": kind, "unit": campaign.unit_id}


def _areas(actor: Actor, asked: str) -> list[tuple[str, str]]:
    """The post's own area, what lies directly below it, and the one an address brought along."""
    size = areas.next_size(actor.area)
    below = _below(actor.area, size)[:MOST_PARTS]
    more = [asked] if asked.startswith(actor.area) and asked not in {actor.area, *below} else []
    codes = [actor.area, *more, *below]
    return [(code, _named(code)) for code in codes]


def _below(area: str, size: int | None) -> list[str]:
    if size == 15:
        return [grid.code for grid in places.current_grids(area)]
    return [part for part in premises.parts(area) if part != area and len(part) == size]


def _named(code: str) -> str:
    way = areas.way_to(code)
    return naming.of(way[-1]) if way else code


def _units(actor: Actor) -> list[tuple[Any, Any]]:
    found = units.dispatchable(actor.area).order_by("name_zh") if actor.area else []
    return [("", _("whoever has the grid")), *((unit.pk, naming.of(unit)) for unit in found)]
