"""Units, posts and accounts as forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.rows import departments
from commongrid.doors.look import facts
from commongrid.registry.places import queries as places
from commongrid.registry.places import tables
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import Level, Role, UnitKind

HOURS_HINT = _("mon-fri 09:00-12:00 14:00-18:00; sat 09:00-12:00. Left empty: office hours.")


def words_of(fact: str, values: type[UnitKind] | type[Level] | type[Role]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


def why(hint: Any = "") -> forms.CharField:
    return forms.CharField(label=_("Why this change"), max_length=200, help_text=hint)


class AreaField(forms.CharField):
    """The code of a division or grid that is there."""

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).strip()
        if code and places.division(code) is None and places.grid_by_code(code) is None:
            raise forms.ValidationError(_("There is no division or grid %(code)s.") % {"code": code})
        return code


class UnitForm(forms.Form):
    """One unit; its code is given once and never changes."""

    code = forms.RegexField(r"^[A-Za-z0-9-]+$", label=_("Code"), max_length=32)
    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=80)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120, required=False)
    short_zh = forms.CharField(label=_("Short name (Chinese)"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("unit_kind", UnitKind))
    level = forms.ChoiceField(label=_("Level"), choices=lambda: words_of("level", Level))
    division = AreaField(label=_("Division (code)"), max_length=12)
    parent = forms.CharField(label=_("Unit above (code)"), max_length=32, required=False)
    department = forms.ChoiceField(
        label=_("Department of the catalogue"), required=False, choices=lambda: [("", "–"), *departments()]
    )
    phone = forms.CharField(label=_("Office phone"), max_length=32, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    hours = forms.CharField(label=_("Opening hours"), max_length=300, required=False, help_text=HOURS_HINT)
    is_last_resort = forms.BooleanField(label=_("Owner of last resort"), required=False)
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    why = why()

    def __init__(self, *given: Any, unit: Unit | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.unit = unit
        self.fields["code"].disabled = unit is not None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.unit is None and Unit.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This code is taken."))
        return code

    def clean_parent(self) -> str:
        code = str(self.cleaned_data["parent"]).strip()
        if code and not Unit.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no unit %(code)s.") % {"code": code})
        return code

    def clean_hours(self) -> Any:
        text = self.cleaned_data["hours"].strip()
        hours = tables.read_hours(text)
        if text and hours is None:
            raise forms.ValidationError(_("This is not understood; write it as in the example."))
        return hours

    def row(self) -> dict[str, Any]:
        """As `units.acts.set_unit` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


def of_unit(unit: Unit) -> dict[str, Any]:
    """The first values of a unit's form."""
    names = ("code", "name_zh", "name_en", "short_zh", "kind", "level", "department", "phone", "email")
    values: dict[str, Any] = {name: getattr(unit, name) for name in names}
    return {
        **values,
        "division": unit.division_id,
        "parent": unit.parent.code if unit.parent else "",
        "hours": hours_text(unit.hours),
        "is_last_resort": unit.is_last_resort,
        "active": unit.active,
    }


def hours_text(hours: Any) -> str:
    """Stored hours as they are written in the form."""
    days = [(day, " ".join("-".join(span) for span in spans)) for day, spans in (hours or {}).items()]
    return "; ".join(f"{day} {spans}" for day, spans in days)
