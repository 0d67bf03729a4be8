"""Reasons and dispatch rules as forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.rows import words_of
from commongrid.doors.desk.admin.forms.units import AreaField, why
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.models import Reason
from commongrid.registry.matters.terms import Confidence
from commongrid.registry.units.models import Unit

FIELDS = (
    "zh", "en", "when_zh", "when_en", "must_state_zh", "must_state_en", "tell_zh", "tell_en", "counts", "instead",
    "confidence", "active",
)  # fmt: skip


def words(label: Any, most: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required)


class ReasonForm(forms.Form):
    """One entry of a list. `token` is the state of the catalogue its editor saw."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.RegexField(r"^[A-Z0-9-]+$", label=_("Code"), max_length=16)
    zh = words(_("Reason (Chinese)"), 80, required=True)
    en = words(_("Reason (English)"), 160, required=True)
    when_zh = words(_("Used when (Chinese)"), 200)
    when_en = words(_("Used when (English)"), 300)
    must_state_zh = words(_("What must be stated (Chinese)"), 200)
    must_state_en = words(_("What must be stated (English)"), 300)
    tell_zh = words(_("What the reporter is told (Chinese)"), 300)
    tell_en = words(_("What the reporter is told (English)"), 500)
    confidence = forms.ChoiceField(label=_("How sure"), choices=lambda: words_of("confidence", Confidence))
    counts = forms.BooleanField(label=_("Counts towards the third sending back"), required=False)
    active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *given: Any, reason: Reason | None, kind: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.reason, self.kind = reason, kind
        self.fields["code"].disabled = reason is not None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.reason is None and (self.kind, code) in matters.kept().reasons:
            raise forms.ValidationError(_("This code is taken."))
        return code

    def row(self) -> dict[str, Any]:
        """As `matters.acts.set_reasons` takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return {**told, "kind": self.kind, "instead": self.reason.instead if self.reason else ""}


def row_of(reason: Reason) -> dict[str, Any]:
    """A stored reason as a row."""
    return {"kind": reason.kind, "code": reason.code, **{name: getattr(reason, name) for name in FIELDS}}


class RuleForm(forms.Form):
    """The city's own word on who gets a matter in an area."""

    matter = forms.CharField(
        label=_("Matter (code or its beginning)"),
        max_length=32,
        required=False,
        help_text=_("Left empty: every matter."),
    )
    area = AreaField(
        label=_("Area (code)"), max_length=15, required=False, help_text=_("Left empty: the whole city.")
    )
    unit = forms.CharField(label=_("Unit (code)"), max_length=32)
    note = why()

    def clean_matter(self) -> str:
        code = str(self.cleaned_data["matter"]).strip()
        if code and not any(known.startswith(code) for known in matters.kept().items):
            raise forms.ValidationError(_("No matter’s code begins like this."))
        return code

    def clean_unit(self) -> Unit:
        found = Unit.objects.filter(code=str(self.cleaned_data["unit"]).strip(), active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no unit of this code in use."))
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("matter") and not told.get("area") and not self.errors:
            self.add_error(
                "matter", _("A rule for every matter everywhere would leave nothing to the catalogue.")
            )
        return told
