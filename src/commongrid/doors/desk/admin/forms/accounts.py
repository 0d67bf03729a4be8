"""Posts and accounts as forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.units import AreaField, why, words_of
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import Role


class PostForm(forms.Form):
    """A post to give: in which role, at which unit, for which area, from when."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: words_of("role", Role))
    unit = forms.CharField(label=_("Unit (code)"), max_length=32)
    area = AreaField(
        label=_("Area (code)"),
        max_length=15,
        required=False,
        help_text=_("A grid's code for a grid worker; a division's for others."),
    )
    title = forms.CharField(label=_("Title of the post"), max_length=60, required=False)
    starts_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = why()

    def clean_unit(self) -> Unit:
        found = Unit.objects.filter(code=str(self.cleaned_data["unit"]).strip(), active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no unit of this code in use."))
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("role") in (Role.GRID_WORKER, Role.GRID_LEADER) and not told.get("area"):
            self.add_error("area", _("A grid worker needs an area."))
        return told

    def row(self, account_id: int) -> dict[str, Any]:
        """As `units.acts.give_post` takes it; without an area it is the unit's division."""
        told = self.cleaned_data
        names = ("role", "title", "starts_on")
        area = told["area"] or told["unit"].division_id
        return {
            **{name: told[name] for name in names},
            "unit_id": told["unit"].pk,
            "area": area,
            "account_id": account_id,
        }


class AccountForm(forms.Form):
    """Somebody new."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,63}$",
        label=_("Sign-in name"),
        help_text=_("Small letters and digits, three at least."),
    )
    name = forms.CharField(label=_("Name"), max_length=64)
    name_en = forms.CharField(label=_("Name (English)"), max_length=64, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    why = why()
