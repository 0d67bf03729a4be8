"""Reasons as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin.forms.rows import words_of
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.models import Reason
from commongrid.registry.matters.terms import Confidence

FIELDS = (
    "zh", "en", "when_zh", "when_en", "must_state_zh", "must_state_en", "tell_zh", "tell_en",
    "law_zh", "law_en", "remedy_zh", "remedy_en", "counts", "instead",
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
    law_zh = words(_("Law and article (Chinese)"), 200)
    law_en = words(_("Law and article (English)"), 300)
    remedy_zh = words(_("What one can do about it, until when (Chinese)"), 300)
    remedy_en = words(_("What one can do about it, until when (English)"), 500)
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
