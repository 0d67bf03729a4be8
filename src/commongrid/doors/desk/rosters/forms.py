"""What is filled in about a roster: a pattern, a change, a swap, an absence, a handover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import moments, naming, wording
from commongrid.registry.duty.models import Shift
from commongrid.registry.units.models import Post

DAY = {"type": "date"}


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
