"""One matter as a form: what it says, and its rows with their limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.doors.desk.admin import wording
from commongrid.doors.look import facts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Confidence, Criterion, Item, Kind, Level, Limits

TEXTS = ("evidence_zh", "evidence_en", "standard_zh", "standard_en", "patrol_zh", "patrol_en")
NAMES = ("class_zh", "class_en", "subclass_zh", "subclass_en", "name_zh", "name_en")
NEEDED = ("class_zh", "subclass_zh", "name_zh")
FLAGS = (
    "is_public", "confidential", "rewardable", "needs_verification", "self_check", "auto_assign", "urgent",
)  # fmt: skip
PLAIN = (*NAMES, *TEXTS, *FLAGS, "keywords", "source", "department")


def line(name: str, most: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=wording.FIELDS[name], required=required, max_length=most)


def text(name: str, rows: int = 2, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=wording.FIELDS[name], required=required, max_length=4000, widget=widget)


def words_of(fact: str, values: type[Kind] | type[Confidence] | type[Level]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


def departments() -> list[tuple[str, str]]:
    return [(code, f"{code} {wording.department(code)}") for code in matters.departments()]


class MatterForm(forms.Form):
    """`number` is the edition its editor saw."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=wording.FIELDS["kind"], choices=lambda: words_of("matter_kind", Kind))
    department = forms.ChoiceField(label=wording.FIELDS["department"], choices=departments)
    confidence = forms.ChoiceField(
        label=wording.FIELDS["confidence"], choices=lambda: words_of("confidence", Confidence)
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
            self.fields[name] = line(name, 80 if name.endswith("zh") else 160, required=name in NEEDED)
        for name in (*TEXTS, "keywords", "source"):
            self.fields[name] = text(name)
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


class RowForm(forms.Form):
    """One filing criterion with its four limits."""

    criterion_zh = text("criterion_zh", required=True)
    criterion_en = text("criterion_en")
    closing_zh = text("closing_zh", required=True)
    closing_en = text("closing_en")
    department = forms.ChoiceField(label=wording.FIELDS["department"], choices=departments)
    level = forms.ChoiceField(label=wording.FIELDS["level"], choices=lambda: words_of("level", Level))
    confidence = forms.ChoiceField(
        label=wording.FIELDS["confidence"], choices=lambda: words_of("confidence", Confidence)
    )
    source = text("source", 1)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for stage in wording.STAGES:
            amount = forms.FloatField(label=wording.FIELDS[stage], min_value=0.1, max_value=9999)
            self.fields[f"{stage}_amount"] = amount
            self.fields[f"{stage}_unit"] = forms.ChoiceField(label=_("unit"), choices=wording.UNITS)

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in ("criterion_zh", "criterion_en", "closing_zh", "closing_en")]

    @property
    def answers(self) -> list[forms.BoundField]:
        return [self[name] for name in ("department", "level", "confidence", "source")]

    @property
    def limits(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"{stage}_amount"], self[f"{stage}_unit"]) for stage in wording.STAGES]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for stage in wording.STAGES:
            amount, unit = told.get(f"{stage}_amount"), told.get(f"{stage}_unit", "")
            if amount is not None and unit.endswith("days") and amount != int(amount):
                self.add_error(f"{stage}_amount", _("Days are whole; take hours for less."))
        return told


RowSet = forms.formset_factory(RowForm, extra=0, min_num=1, validate_min=True, can_delete=True, max_num=20)


def of(item: Item) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An item as the first values of both forms."""
    plain = {name: getattr(item, name) for name in PLAIN}
    first = {**plain, "number": item.number, "kind": str(item.kind), "confidence": str(item.confidence)}
    return first, [_row_values(row) for row in item.rows]


def _row_values(row: Criterion) -> dict[str, Any]:
    names = ("criterion_zh", "criterion_en", "closing_zh", "closing_en", "department", "source")
    values = {name: getattr(row, name) for name in names}
    values |= {"level": str(row.level), "confidence": str(row.confidence)}
    for stage in wording.STAGES:
        found: Limit = getattr(row.limits, stage)
        values |= {f"{stage}_amount": f"{found.amount:g}", f"{stage}_unit": str(found.unit)}
    return values


def changes(item: Item, form: MatterForm, rows: Any) -> dict[str, Any]:
    """What the forms say as fields of Item; what a row's form does not show is kept from the row it came from."""
    told = form.cleaned_data
    found = {name: told[name] for name in PLAIN}
    found |= {"kind": Kind(told["kind"]), "confidence": Confidence(told["confidence"])}
    kept = [
        _criterion(each.cleaned_data, item.rows[place] if place < len(item.rows) else None)
        for place, each in enumerate(rows.forms)
        if each.cleaned_data and not each.cleaned_data.get("DELETE")
    ]
    return {**found, "rows": tuple(replace(row, order=order) for order, row in enumerate(kept, start=1))}


def _criterion(told: dict[str, Any], before: Criterion | None) -> Criterion:
    limits = {stage: Limit(told[f"{stage}_amount"], Unit(told[f"{stage}_unit"])) for stage in wording.STAGES}
    return Criterion(
        criterion_zh=told["criterion_zh"],
        criterion_en=told["criterion_en"],
        closing_zh=told["closing_zh"],
        closing_en=told["closing_en"],
        limits=Limits(**limits),
        department=told["department"],
        level=Level(told["level"]),
        confidence=Confidence(told["confidence"]),
        source=told["source"],
        when=before.when if before else {},
    )
