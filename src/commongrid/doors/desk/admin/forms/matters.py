"""One matter as a form: what it says, and its rows with their limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.admin import wording
from commongrid.doors.desk.admin.forms import rows
from commongrid.registry.matters.terms import Confidence, Item, Kind

TEXTS = ("evidence_zh", "evidence_en", "standard_zh", "standard_en", "patrol_zh", "patrol_en")
NAMES = ("class_zh", "class_en", "subclass_zh", "subclass_en", "name_zh", "name_en")
NEEDED = ("class_zh", "subclass_zh", "name_zh")
FLAGS = (
    "is_public", "confidential", "rewardable", "needs_verification", "self_check", "auto_assign", "urgent",
)  # fmt: skip
PLAIN = (*NAMES, *TEXTS, *FLAGS, "keywords", "source", "department")


class MatterForm(forms.Form):
    """`number` is the edition its editor saw."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=wording.FIELDS["kind"], choices=lambda: rows.words_of("matter_kind", Kind))
    department = forms.ChoiceField(label=wording.FIELDS["department"], choices=rows.departments)
    confidence = forms.ChoiceField(
        label=wording.FIELDS["confidence"], choices=lambda: rows.words_of("confidence", Confidence)
    )
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the journal beside your name."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in NAMES:
            self.fields[name] = rows.line(name, 80 if name.endswith("zh") else 160, required=name in NEEDED)
        for name in (*TEXTS, "keywords", "source"):
            self.fields[name] = rows.text(name)
        for name in FLAGS:
            self.fields[name] = forms.BooleanField(label=wording.FIELDS[name], required=False)

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in (*NAMES, "kind", "department", "confidence")]

    @property
    def flags(self) -> list[forms.BoundField]:
        return [self[name] for name in FLAGS]

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in (*TEXTS, "keywords", "source")]


def of(item: Item) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An item as the first values of both forms."""
    plain = {name: getattr(item, name) for name in PLAIN}
    first = {**plain, "number": item.number, "kind": str(item.kind), "confidence": str(item.confidence)}
    return first, [rows.values_of(row) for row in item.rows]


def changes(item: Item, form: MatterForm, sent: Any) -> dict[str, Any]:
    """What the forms say as fields of Item; what a row's form does not show is kept from the row it came from."""
    told = form.cleaned_data
    found = {name: told[name] for name in PLAIN}
    found |= {"kind": Kind(told["kind"]), "confidence": Confidence(told["confidence"])}
    kept = [
        rows.criterion(each.cleaned_data, item.rows[place] if place < len(item.rows) else None)
        for place, each in enumerate(sent.forms)
        if each.cleaned_data and not each.cleaned_data.get("DELETE")
    ]
    return {**found, "rows": tuple(replace(row, order=order) for order, row in enumerate(kept, start=1))}
