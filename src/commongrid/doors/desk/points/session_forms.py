"""Weekly hours as a form: which service, who, on which day, from when to when, how long each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.registry.appointments.terms import LONGEST, MOST_AT_A_TIME, SHORTEST, Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points.rules import services_of
from commongrid.registry.points.terms import Service
from commongrid.registry.units.models import Post

CLOCK = {"type": "time"}


class SessionForm(wording.Form):
    """One weekly session."""

    service = forms.ChoiceField(label=_("Service"))
    post = forms.ChoiceField(label=_("Who serves"), help_text=_("Posts whose role serves by appointment."))
    weekday = forms.ChoiceField(label=_("Day of the week"))
    opens = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    closes = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("Minutes for each"), min_value=SHORTEST, max_value=LONGEST, initial=60
    )
    places = forms.IntegerField(
        label=_("How many at a time"), min_value=1, max_value=MOST_AT_A_TIME, initial=1
    )
    room = forms.CharField(label=_("Room"), max_length=40, required=False)
    valid_from = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, point: ServicePoint, servers: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        offered = [one for one in services_of(point.services) if one in set(Service)]
        choices: dict[str, list[tuple[str, str]]] = {
            "service": [(one, facts.word("point_service", one, language)) for one in offered],
            "post": [
                (
                    str(one.pk),
                    f"{one.account.name} · {facts.word('role', one.role, language)} · {one.unit.name_zh}",
                )
                for one in servers
            ],
            "weekday": [(str(day), facts.word("weekday", day, language)) for day in range(7)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def weekly(self) -> Weekly:
        told = self.cleaned_data
        return Weekly(
            int(told["weekday"]),
            told["opens"],
            told["closes"],
            told["minutes"],
            told["places"],
            told["valid_from"],
        )
