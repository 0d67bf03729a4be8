"""Visiting days as forms: the day, who comes to it, what is decided, the plan of a hard matter, a call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.verdicts import Why
from commongrid.doors.desk import matter_choice
from commongrid.doors.look import facts, wording
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.points import queries as points
from commongrid.work.visits import rules
from commongrid.work.visits.models import Day
from commongrid.work.visits.terms import PlanMade, Planned, Result, StepPlan

CLOCK = {"type": "time"}


def text(label: Any, rows: int, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=area, required=required, help_text=hint)


class DayForm(wording.Form):
    """Who comes, where, when, for what."""

    key = wording.sending_key()
    division = forms.ChoiceField(label=_("Community"))
    point = forms.ChoiceField(label=_("Service point"), required=False)
    address = forms.CharField(
        label=_("Or another address"), max_length=200, required=False,
        help_text=_("Where there is no service point: a square, a hall, a yard."),
    )  # fmt: skip
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    leaders = text(
        _("Who comes"), 3, 1200, hint=_("A post on each line, as it is announced; no person’s name.")
    )
    about = forms.CharField(
        label=_("Which matters"), max_length=300, required=False, help_text=_("Left empty: any matter.")
    )

    def __init__(self, *given: Any, area: str, **named: Any) -> None:
        super().__init__(*given, **named)
        villages = sorted(
            (one.code, one.name) for one in places.atlas().divisions.values()
            if len(one.code) == 12 and one.code.startswith(area[:12])
        )  # fmt: skip
        self.fields["division"].choices = villages  # type: ignore[attr-defined]
        found = [(one.pk, str(one.name)) for one in points.within(area[:12])[: points.MOST]]
        self.fields["point"].choices = [("", "–"), *found]  # type: ignore[attr-defined]

    def planned(self) -> Planned:
        """The day as it was filled in."""
        told = self.cleaned_data
        begins, ends = (
            timezone.make_aware(datetime.combine(told["on"], told[name])) for name in ("begins", "ends")
        )
        return Planned(
            division=told["division"], begins_at=begins, ends_at=ends, leaders=rules.lines(told["leaders"]),
            about=told["about"], point=told["point"], address=told["address"],
        )  # fmt: skip


def of_day(day: Day) -> dict[str, Any]:
    """A day as the form's first values."""
    begins, ends = timezone.localtime(day.begins_at), timezone.localtime(day.ends_at)
    return {
        "key": day.key, "division": day.division_id, "point": day.point_id or "", "address": day.address,
        "on": begins.date(), "begins": begins.time(), "ends": ends.time(), "leaders": "\n".join(day.leaders),
        "about": day.about,
    }  # fmt: skip


class WalkIn(wording.Form):
    """Whoever stands there: two fields are enough."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = text(_("What is the matter?"), 4, 2000)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("To tell them the answer; left empty, they keep the number of the slip."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    address = forms.CharField(
        label=_("Where"), max_length=200, required=False, help_text=_("Left empty: this community.")
    )


class CallOff(wording.Form):
    """Why a day is not held."""

    why = forms.CharField(
        label=_("Why it is called off"), max_length=200, help_text=_("Residents read this.")
    )


class TakeOn(wording.Form):
    """Which matter of the catalogue it is."""

    matter = forms.ChoiceField(label=_("Matter"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["matter"].choices = [("", "–"), *matter_choice.groups()[1:]]  # type: ignore[attr-defined]


class Answer(TakeOn):
    """The words that settle it on the spot."""

    words = text(_("What was answered"), 3, 500)


class FeedBack(wording.Form):
    """The answer that is owed."""

    words = text(_("The answer"), 3, 500, hint=_("Whoever raised it reads this with their matter."))


class PlanForm(wording.Form):
    """One matter, one plan, one file, one task force."""

    leader = forms.CharField(label=_("Who leads"), max_length=60, help_text=_("A post, no person’s name."))
    members = text(_("Who is in the task force"), 2, 1200, hint=_("A unit or post on each line."))
    steps = text(
        _("Steps"), 4, 4000, hint=_("A line each: what, who, by which day. For example: find the leak, housing office, 2026-03-09"),
    )  # fmt: skip

    def clean_steps(self) -> tuple[StepPlan, ...]:
        made = []
        for line in filter(None, (one.strip() for one in self.cleaned_data["steps"].splitlines())):
            step = rules.step_of(line)
            if step is None:
                raise forms.ValidationError(say(Why("visits.step_unclear", {"line": line})))
            made.append(step)
        return tuple(made)

    def plan(self) -> PlanMade:
        told = self.cleaned_data
        return PlanMade(told["leader"], rules.lines(told["members"]), told["steps"])


class Look(wording.Form):
    """Why the number is needed."""

    why = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("The reason is kept with your name.")
    )


class CallForm(wording.Form):
    """What the call heard."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    words = text(_("What they said"), 3, 1000, required=False, hint=_("Kept sealed for a year."))
    redo = forms.CharField(
        label=_("What has to be done again"), max_length=200, required=False,
        help_text=_("Only where they are not satisfied: the case then goes round once more."),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        words = [(str(one), facts.word("visit_result", str(one), language)) for one in Result]
        self.fields["result"].choices = words  # type: ignore[attr-defined]
