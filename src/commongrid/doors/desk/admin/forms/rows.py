"""One row of a matter as a form: its criterion, its four limits, who answers for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.doors.desk.admin import wording
from commongrid.doors.look import facts
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Confidence, Criterion, Kind, Level, Limits


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


def values_of(row: Criterion) -> dict[str, Any]:
    """The first values of its form."""
    names = ("criterion_zh", "criterion_en", "closing_zh", "closing_en", "department", "source")
    values = {name: getattr(row, name) for name in names}
    values |= {"level": str(row.level), "confidence": str(row.confidence)}
    for stage in wording.STAGES:
        found: Limit = getattr(row.limits, stage)
        values |= {f"{stage}_amount": f"{found.amount:g}", f"{stage}_unit": str(found.unit)}
    return values


def criterion(told: dict[str, Any], before: Criterion | None) -> Criterion:
    """What the form says; what it does not show is kept from the row before."""
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
