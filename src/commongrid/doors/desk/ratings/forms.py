"""Criteria as a form: the figures of a scheme, and a row for each criterion; what a row is proved by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from commongrid.doors.look import facts, wording
from commongrid.work.ratings import queries
from commongrid.work.ratings.judging import MOST_CRITERIA
from commongrid.work.ratings.terms import Criteria, Criterion, Need, Proof, Scheme

COUNTED = (Proof.AT_MOST, Proof.WITHIN_DAYS, Proof.NOT_OLDER)
"""These need a number beside them."""


def _words(fact: str, values: Iterable[Any]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


def _facts() -> list[tuple[str, str]]:
    return [("", "–"), *_words("rating_fact", queries.facts(timezone.localdate()))]


class EditionForm(wording.Form):
    """What holds for all criteria of a scheme, and from when; `number` is the edition the writer saw."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    share = forms.IntegerField(
        label=gettext_lazy("Per cent of the others that must be met"), min_value=0, max_value=100
    )
    months = forms.IntegerField(label=gettext_lazy("Months a rating holds"), min_value=1, max_value=60)
    begins_on = forms.DateField(
        label=gettext_lazy("Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = forms.CharField(label=gettext_lazy("Why this change"), max_length=200)

    def clean_begins_on(self) -> date:
        day: date = self.cleaned_data["begins_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(
                _("Criteria hold from today at the earliest: nobody was judged by them before.")
            )
        return day


class RowForm(wording.Form):
    """One criterion. Its code follows from where it came in, and stays."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)
    zh = forms.CharField(label=gettext_lazy("In Chinese"), max_length=120)
    en = forms.CharField(label=gettext_lazy("In English"), max_length=160)
    need = forms.ChoiceField(
        label=gettext_lazy("Weight"), initial="must", choices=lambda: _words("need", Need)
    )
    test = forms.ChoiceField(
        label=gettext_lazy("Proved by"), initial="seen", choices=lambda: _words("proof", Proof)
    )
    fact = forms.ChoiceField(label=gettext_lazy("What is looked up"), required=False, choices=_facts)
    figure = forms.IntegerField(
        label=gettext_lazy("How many, or how many days"), required=False, min_value=0, max_value=3650
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        test = told.get("test")
        if test and test != Proof.SEEN and not told.get("fact"):
            self.add_error("fact", _("Say what is looked up."))
        if test in COUNTED and told.get("figure") is None:
            self.add_error("figure", _("Say how many."))
        return told


RowSet = forms.formset_factory(
    RowForm, extra=0, min_num=1, validate_min=True, can_delete=True, max_num=MOST_CRITERIA, validate_max=True
)


def first_of(criteria: Criteria) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The first values of both forms."""
    rows = [
        {
            "code": each.code, "zh": each.zh, "en": each.en, "need": str(each.need), "test": str(each.test),
            "fact": each.fact, "figure": each.figure if each.test in COUNTED else None,
        }
        for each in criteria.criteria
    ]  # fmt: skip
    told = {"number": criteria.number, "share": criteria.share, "months": criteria.months}
    return {**told, "begins_on": timezone.localdate()}, rows


def criteria_of(scheme: Scheme, told: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Criteria:
    """What both forms say; a new criterion gets the next code that is free."""
    kept = [row for row in rows if row and not row.get("DELETE")]
    taken = {row["code"] for row in kept if row["code"]}
    free = (f"c{number:02}" for number in range(1, 10 * MOST_CRITERIA) if f"c{number:02}" not in taken)
    made = [_criterion(row, row["code"] or next(free)) for row in kept]
    return Criteria(scheme, tuple(made), told["share"], told["months"])


def _criterion(row: Mapping[str, Any], code: str) -> Criterion:
    test = Proof(row["test"])
    fact = "" if test == Proof.SEEN else row["fact"]
    figure = (row["figure"] or 0) if test in COUNTED else 0
    return Criterion(code, row["zh"].strip(), row["en"].strip(), Need(row["need"]), test, fact, figure)
