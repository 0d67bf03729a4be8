"""What is filled in about a roster: a pattern, a change, a swap, an absence, a handover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import moments, naming, wording
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import MOST_WEEKS, Days, Kind, Pattern, Turn
from commongrid.registry.units.models import Post

MOST_TURNS = 12
DAY = {"type": "date"}
KINDS = [(Kind.DUTY, _("On duty")), (Kind.STANDBY, _("On stand-by"))]
DAYS = [
    (Days.EVERY, _("every day")),
    (Days.WORKED, _("working days")),
    (Days.OFF, _("rest days and holidays")),
]
TURNS = [(Turn.DAY, _("after every shift")), (Turn.WEEK, _("after every week"))]
WEEKDAYS = [
    (0, _("Mon")), (1, _("Tue")), (2, _("Wed")), (3, _("Thu")), (4, _("Fri")), (5, _("Sat")), (6, _("Sun")),
]  # fmt: skip


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


def hour(label: Any, hint: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, help_text=hint)


def moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M"])


def why(label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("Why"), max_length=200)


class PatternForm(wording.Form):
    """What repeats, and for how long; the row of people is `first` to `MOST_TURNS`th, as ticked and ordered."""

    key = wording.sending_key()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    starts_on = day(_("First day"))
    weeks = forms.IntegerField(label=_("For how many weeks"), min_value=1, max_value=MOST_WEEKS, initial=4)
    begins = hour(_("From"))
    ends = hour(_("Until"), _("At or before the beginning means the next day."))
    kind = forms.ChoiceField(
        label=_("Duty or stand-by"), choices=KINDS, widget=forms.RadioSelect, initial=Kind.DUTY
    )
    days = forms.ChoiceField(label=_("On which days"), choices=DAYS, initial=Days.EVERY)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[number for number, _name in WEEKDAYS],
    )
    turn = forms.ChoiceField(
        label=_("Who is next takes over"), choices=TURNS, widget=forms.RadioSelect, initial=Turn.DAY
    )
    row = forms.TypedMultipleChoiceField(
        label=_("Who takes turns"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In the order of the list. Whoever is away or on another shift is passed over."),
    )
    why = why(_("What for, in a few words"))

    own_words = frozenset({"key", "seen"})

    def __init__(self, *given: Any, posts: Sequence[Post], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["row"].choices = [(post.pk, person(post)) for post in posts]  # type: ignore[attr-defined]

    def clean_starts_on(self) -> date:
        chosen: date = self.cleaned_data["starts_on"]
        if chosen < timezone.localdate():
            raise forms.ValidationError(_("That day is over; choose today or later."))
        return chosen

    def pattern(self) -> Pattern:
        told = self.cleaned_data
        return Pattern(
            begins=told["begins"],
            ends=told["ends"],
            post_ids=tuple(told["row"]),
            kind=Kind(told["kind"]),
            days=Days(told["days"]),
            weekdays=frozenset(told["weekdays"]),
            turn=Turn(told["turn"]),
        )


class ChangeForm(wording.Form):
    """Another holder or other hours for one shift."""

    post = forms.TypedChoiceField(label=_("Whose shift it is"), coerce=int)
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    why = why()

    def __init__(self, *given: Any, posts: Sequence[Post], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["post"].choices = [(post.pk, person(post)) for post in posts]  # type: ignore[attr-defined]


class SwapForm(wording.Form):
    """The shift of another it is exchanged with."""

    other = forms.TypedChoiceField(label=_("With which shift"), coerce=int)
    why = why()

    def __init__(self, *given: Any, shifts: Sequence[Shift], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [
            (one.pk, f"{naming.of(one.post.account)} · {moments.full(one.starts_at)}") for one in shifts
        ]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]


class AwayForm(wording.Form):
    """From which to which day somebody is away; nobody is asked why."""

    post = forms.TypedChoiceField(label=_("Who is away"), coerce=int)
    first = day(_("First day away"))
    last = day(_("Last day away"))

    def __init__(self, *given: Any, posts: Sequence[Post], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["post"].choices = [(post.pk, person(post)) for post in posts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("It ends before it begins."))
        if first and last and last - first > timedelta(days=366):
            self.add_error(
                "last", _("A year at most; a post that is longer empty is given to somebody else.")
            )
        return told


def person(post: Post) -> str:
    return f"{naming.of(post.account)} · {naming.office(post)}"
