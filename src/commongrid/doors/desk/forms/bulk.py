"""What is filled in once for a whole selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrPromise

from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.doors.desk.forms import base
from commongrid.doors.look import naming
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


class Final(Bulk):
    """What no key takes back is confirmed by the number of cases it ends. `warning`: what then is the way back."""

    warning: StrPromise
    sure = forms.BooleanField()

    def ask(self, label: str) -> None:
        """The confirmation stands last, right over the button."""
        self.fields["sure"].label = label
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])


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


class PassCheck(Final):
    """One finding for all."""

    warning = _(
        "Closing cannot be undone, and whoever raised a case is told at once. A supervisor can reopen it with a reason, "
        "as a new round."
    )
    why = base.why(_("What was found"))

    def prepare(self) -> None:
        told = ngettext("Yes, close %(n)d case", "Yes, close %(n)d cases", len(self.cases))
        self.ask(told % {"n": len(self.cases)})


class Merge(Final):
    """The one of them that goes on."""

    warning = _(
        "Merging cannot be undone: every case but one ends, and those who reported it follow the one that goes on."
    )
    into = forms.ChoiceField(label=_("Which one goes on?"), widget=forms.RadioSelect)
    why = base.why()

    def prepare(self) -> None:
        told = [(case.number, f"{numbers.spoken(case.number)} {naming.title(case)}") for case in self.cases]
        self.fields["into"].choices = told  # type: ignore[attr-defined]
        ending = max(len(told) - 1, 0)
        words = ngettext("Yes, end %(n)d case for good", "Yes, end %(n)d cases for good", ending)
        self.ask(words % {"n": ending})


FORMS: dict[str, type[Bulk]] = {"assign": Assign, "pass_check": PassCheck, "merge": Merge}


def _common(areas: Sequence[str]) -> str:
    """The longest beginning all areas share."""
    first, last = min(areas, default=""), max(areas, default="")
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    return first[:same]
