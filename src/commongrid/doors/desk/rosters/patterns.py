"""The form of what repeats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.rosters.forms import day, hour, person, why
from commongrid.doors.look import wording
from commongrid.registry.duty.terms import MOST_WEEKS, Days, Kind, Pattern, Turn
from commongrid.registry.units.models import Post

MOST_TURNS = 12
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
