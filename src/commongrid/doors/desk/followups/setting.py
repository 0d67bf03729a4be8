"""The sampling plan and the script as forms: some figures, and a row for each share or line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, naming, wording
from commongrid.intake.terms import Channel
from commongrid.registry.places import queries as places
from commongrid.work.followups.terms import (
    ELSEWHERE,
    MOST_LINES,
    MOST_SHARES,
    Asks,
    Line,
    Plan,
    Share,
)

WHY = forms.CharField(label=_("Why"), max_length=200, help_text=_("Kept with the change."))


def whole(label: Any, most: int, hint: Any = "", least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=hint)


class PlanForm(wording.Form):
    """The figures of a plan; its shares stand in rows of their own."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    percent = whole(_("Of a hundred cases"), 100, _("Where no share below fits."))
    weekly_most = whole(_("Most a week for one centre"), 10_000, _("0: no bound."))
    wait_hours = whole(_("Hours to wait after closing"), 336, _("Whoever wants to can rate first."))
    tries = whole(_("Tries"), 5, _("Each at another hour of the day."), 1)
    always_redone = forms.BooleanField(label=_("Always where a case went round again"), required=False)
    always_urged = forms.BooleanField(label=_("Always where it was urged"), required=False)
    skip_rated = forms.BooleanField(label=_("Nobody who has rated already"), required=False)
    why = WHY

    def plan(self, shares: tuple[Share, ...]) -> Plan:
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("after", "why")}
        return Plan(shares=shares, **told)


class ShareForm(wording.Form):
    """One share: of such cases so many. A row without a figure is none."""

    channel = forms.ChoiceField(label=_("Channel"), required=False)
    matter = forms.CharField(
        label=_("Matter, or how its code begins"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    area = forms.ChoiceField(label=_("Town"), required=False)
    percent = forms.IntegerField(label=_("Of a hundred"), min_value=0, max_value=100, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        channels = [
            (each.value, facts.word("channel", each.value, language))
            for each in Channel
            if each not in ELSEWHERE
        ]
        any_of_them = ("", str(_("Any")))
        towns = sorted(code for code in places.atlas().divisions if len(code) == 9)
        self.fields["channel"].choices = [any_of_them, *channels]  # type: ignore[attr-defined]
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            any_of_them,
            *((code, naming.placed(code, language)) for code in towns),
        ]

    def share(self) -> Share | None:
        told = self.cleaned_data
        if told.get("percent") is None:
            return None
        return Share(told["channel"], told["matter"].strip(), told["area"], told["percent"])


class ScriptForm(wording.Form):
    """Why the script changes; its lines stand in rows of their own."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    why = WHY


class LineForm(wording.Form):
    """One line in both languages. A row without words is none."""

    code = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=20)
    asks = forms.ChoiceField(
        label=_("Kind"),
        choices=[(Asks.SAY.value, _("said")), (Asks.YES_NO.value, _("asked: yes or no"))],
    )
    zh = forms.CharField(label=_("In Chinese"), max_length=200, required=False)
    en = forms.CharField(label=_("In English"), max_length=300, required=False)

    def line(self, n: int) -> Line | None:
        told = self.cleaned_data
        if not (told["zh"].strip() or told["en"].strip()):
            return None
        return Line(told["code"] or f"q{n:02d}", Asks(told["asks"]), told["zh"].strip(), told["en"].strip())


Shares = forms.formset_factory(ShareForm, extra=2, max_num=MOST_SHARES, absolute_max=MOST_SHARES)
Lines = forms.formset_factory(LineForm, extra=2, max_num=MOST_LINES, absolute_max=MOST_LINES)


def of_plan(plan: Plan, after: int) -> dict[str, Any]:
    """A plan as the form's first values."""
    return {**asdict(plan), "after": after}
