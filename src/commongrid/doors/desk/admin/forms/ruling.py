"""A dispatch rule as a form: matter, area and unit by their name, found while one types; who knows the code may type that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commongrid.doors.desk.admin.forms.units import why
from commongrid.doors.look import naming
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Unit

MOST = 2_000
"""Names offered of one kind; beyond it a name still counts when it is typed."""
type Named = tuple[str, str]


def named(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    """A field with a list of names behind it; the page puts the list beside it."""
    return forms.CharField(label=label, max_length=120, required=required, help_text=hint)


class RuleForm(forms.Form):
    """The city's own word on who gets a matter in an area."""

    matter = named(
        gettext_lazy("Matter"),
        gettext_lazy("Its name, its code or how codes begin. Left empty: every matter."),
    )
    area = named(
        gettext_lazy("Area"),
        gettext_lazy("A place by name, or a grid by its code. Left empty: the whole city."),
    )
    unit = named(gettext_lazy("Unit"), required=True)
    note = why()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in NAMES:
            self.fields[name].widget.attrs |= {"list": f"known-{name}", "autocomplete": "off"}

    def clean_matter(self) -> str:
        told = str(self.cleaned_data["matter"]).strip()
        known = matters.kept().items
        if not told or any(code.startswith(told) for code in known):
            return told
        found = [code for code, item in known.items() if told in (item.name_zh, item.name_en)]
        return _only(found, _("No matter is called this, and no matter’s code begins like this."))

    def clean_area(self) -> str:
        told = str(self.cleaned_data["area"]).strip()
        known = places.atlas().divisions
        if not told or told in known or places.grid_by_code(told) is not None:
            return told
        found = [one.code for one in known.values() if told in (one.name, naming.in_english(one.name))]
        return _only(found, _("No division or grid is called this."))

    def clean_unit(self) -> Unit:
        told = str(self.cleaned_data["unit"]).strip()
        is_it = Q(code=told) | Q(name_zh=told) | Q(name_en=told) | Q(short_zh=told)
        found = {unit.code: unit for unit in Unit.objects.filter(is_it, active=True)[:MOST]}
        return found[told if told in found else _only(list(found), _("No unit in use is called this."))]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("matter") and not told.get("area") and not self.errors:
            self.add_error(
                "matter", _("A rule for every matter everywhere would leave nothing to the catalogue.")
            )
        return told


def _only(codes: Sequence[str], nothing: str) -> str:
    """The one code a name stands for; of several the form names the codes to choose from."""
    if not codes:
        raise forms.ValidationError(nothing)
    if len(codes) > 1:
        told = ", ".join(sorted(codes)[:5])
        raise forms.ValidationError(_("Several are called this; type one of %(codes)s.") % {"codes": told})
    return codes[0]


def _matters() -> list[Named]:
    return [(naming.of(item.name_zh), item.code) for item in matters.catalogue()]


def _areas() -> list[Named]:
    return [(naming.of(one.name), one.code) for one in places.atlas().divisions.values()]


def _units() -> list[Named]:
    found = Unit.objects.filter(active=True).order_by("-division", "code")
    return [(naming.of(unit), unit.code) for unit in found[:MOST]]


NAMES = {"matter": _matters, "area": _areas, "unit": _units}


def known() -> dict[str, list[Named]]:
    """For each field the names it understands, each with its code."""
    return {name: offered()[:MOST] for name, offered in NAMES.items()}
