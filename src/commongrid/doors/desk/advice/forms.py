"""Legal advice as forms: the written advice, another lawyer, weekly hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.doors.look.naming import of as named
from commongrid.registry.appointments.terms import Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.units.models import Post
from commongrid.work.advice.terms import MOST_WORDS, Referral, Written

DAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class Write(wording.Form):
    """The advice, where the asker goes on to, and what it is kept with."""

    words = forms.CharField(
        label=_("The advice"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=_("The asker reads it word for word. Keep out names that need not stand in it."),
    )  # fmt: skip
    referral = forms.ChoiceField(label=_("Sent on to"), required=False)
    number = forms.CharField(
        label=_("Number of a case or report"), max_length=20, required=False,
        help_text=_("Only if the asker wants it. Its page then says that advice was given, and nothing else."),
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        language = get_language() or "zh-hans"
        told = [(one.value, facts.word("advice_referral", one.value, language)) for one in Referral]
        self.fields["referral"].choices = [("", _("nowhere")), *told]  # type: ignore[attr-defined]

    def written(self) -> Written:
        """The advice as it was filled in."""
        told = self.cleaned_data
        return Written(told["words"], told["referral"], told["number"])


class HandOver(wording.Form):
    """Which other lawyer."""

    to = forms.ChoiceField(label=_("Handed to"))

    def __init__(self, *given: Any, posts: Iterable[Post], **more: Any) -> None:
        super().__init__(*given, **more)
        self.posts = {str(one.pk): one for one in posts}
        told = [(key, named(one.account)) for key, one in self.posts.items()]
        self.fields["to"].choices = told  # type: ignore[attr-defined]


class Hours(wording.Form):
    """A lawyer's weekly hours at a point."""

    point = forms.ChoiceField(label=_("Service point"))
    lawyer = forms.ChoiceField(label=_("Duty lawyer"))
    room = forms.CharField(label=_("Room"), max_length=40, required=False)
    weekday = forms.TypedChoiceField(label=_("Day of the week"), coerce=int, choices=list(enumerate(DAYS)))
    opens = _time(_("From"))
    closes = _time(_("Until"))
    minutes = forms.IntegerField(label=_("Minutes for each visitor"), min_value=10, max_value=240, initial=30)

    def __init__(
        self, *given: Any, points: Iterable[ServicePoint], lawyers: Iterable[Post], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.points = {one.pk: one for one in points}
        self.lawyers = {str(one.pk): one for one in lawyers}
        places = [(key, named(one)) for key, one in self.points.items()]
        people = [(key, named(one.account)) for key, one in self.lawyers.items()]
        self.fields["point"].choices = [("", "–"), *places]  # type: ignore[attr-defined]
        self.fields["lawyer"].choices = [("", "–"), *people]  # type: ignore[attr-defined]

    def weekly(self, since: date) -> Weekly:
        """The hours as they were filled in, from a day on."""
        told = self.cleaned_data
        return Weekly(told["weekday"], told["opens"], told["closes"], told["minutes"], 1, since)


class End(wording.Form):
    """The last day, and why: whoever booked after it is told."""

    on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("Kept in the journal."))
