"""What is filled in once for a whole selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.doors.desk.forms import base
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


class Bulk(forms.Form):
    """`cases`: the selection the act fits."""

    def __init__(self, *given: Any, cases: Sequence[Case], **named: Any) -> None:
        super().__init__(*given, **named)
        self.cases = cases
        self.prepare()

    def prepare(self) -> None:
        """Where a form fills its choices from the selection."""


class Assign(Bulk):
    """One unit for all, or each to the one suggested for it."""

    lead = base.UnitField(
        label=_("Lead unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("each as suggested"),
    )
    why = base.why(required=False)

    def prepare(self) -> None:
        shared = _common([case.area for case in self.cases])
        self.fields["lead"].queryset = units.dispatchable(shared).order_by("-division", "code")  # type: ignore[attr-defined]


class PassCheck(Bulk):
    """One finding for all."""

    why = base.why(_("What was found"))


class Merge(Bulk):
    """The one of them that goes on."""

    into = forms.ChoiceField(label=_("Which one goes on?"), widget=forms.RadioSelect)
    why = base.why()

    def prepare(self) -> None:
        told = [(case.number, f"{numbers.spoken(case.number)} {case.title}") for case in self.cases]
        self.fields["into"].choices = told  # type: ignore[attr-defined]


FORMS: dict[str, type[Bulk]] = {"assign": Assign, "pass_check": PassCheck, "merge": Merge}


def _common(areas: Sequence[str]) -> str:
    """The longest beginning all areas share."""
    first, last = min(areas, default=""), max(areas, default="")
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    return first[:same]
