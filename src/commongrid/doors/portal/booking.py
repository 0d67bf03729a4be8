"""Booking at a point, for any service: the form with its free times, and an appointment as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.doors.portal.forms import new_key
from commongrid.doors.portal.reached import Reached, phone_field
from commongrid.registry.appointments import queries, rules
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import MOST_WORDS, Slot, State
from commongrid.registry.people.terms import Limit

BOOK_FROM_ONE = (Limit("minute", 60, 4), Limit("day", 86_400, 10))
CODES_FROM_ONE = (Limit("minute", 60, 10), Limit("day", 86_400, 60))
"""Codes that led nowhere, from one client: enough for slips of the finger, too few to guess one of 31^10."""
SHOWN_DAYS = 8


class Move(Reached):
    """A time out of those that are free."""

    slot = forms.ChoiceField(label=_("Time"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(value_of(one), f"{one.starts_at:%H:%M}") for one in slots]
        field.error_messages["required"] = str(_("Please choose a time."))
        field.error_messages["invalid_choice"] = str(
            _("This time has just been taken or is over; please choose another.")
        )

    def days(self) -> list[tuple[date, list[tuple[str, datetime, bool]]]]:
        """The free times by day: (value, beginning, is it the one chosen), the same hour once."""
        chosen = self["slot"].value()
        by_day = groupby(self.slots, key=lambda one: timezone.localdate(one.starts_at))
        return [(on, _once(list(slots), chosen)) for on, slots in by_day][:SHOWN_DAYS]

    def chosen(self) -> tuple[UUID, datetime]:
        """Session and beginning."""
        session, _sep, at = self.cleaned_data["slot"].partition("@")
        return UUID(session), datetime.fromtimestamp(int(at), UTC)


class Book(Move):
    """A time, and what one wants to say beforehand; no name is asked."""

    words = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=MOST_WORDS,
        help_text=_("Read by whoever serves you and by nobody else. You need not say anything."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    phone = phone_field(_("Only to remind you the day before and to say if it cannot take place"))


class Code(wording.Form):
    """The code of an appointment."""

    code = forms.CharField(
        label=_("Appointment code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


def value_of(slot: Slot) -> str:
    """How a time is named in the form."""
    return f"{slot.session}@{int(slot.starts_at.timestamp())}"


def _once(slots: Sequence[Slot], chosen: str | None) -> list[tuple[str, datetime, bool]]:
    """Two rooms at the same hour are one choice; the one that was chosen stays."""
    found: dict[datetime, tuple[str, datetime, bool]] = {}
    for one in slots:
        value = value_of(one)
        if one.starts_at not in found or value == chosen:
            found[one.starts_at] = (value, one.starts_at, value == chosen)
    return list(found.values())


def free(request: HttpRequest, point: str, service: str, form: type[Move]) -> Any:
    """The form with what is free now; a time that a booked key has already stays a choice for that key."""
    slots, key = queries.free(point, service, timezone.now()), request.POST.get("key", "")
    known = queries.by_key(key) if 8 <= len(key) <= 80 and "\x00" not in key else None
    if known is not None:
        slots = [Slot(known.session_id, known.starts_at, known.ends_at, 1), *slots]
    return form(request.POST or None, slots=slots, initial={"key": new_key()})


def told(found: Appointment, typed: str) -> dict[str, Any]:
    """An appointment as its page shows it."""
    now, language = timezone.now(), get_language() or "zh-hans"
    session: Session = found.session
    may = rules.may_change(found.state, found.starts_at, now)
    return {
        "appointment": found,
        "code": rules.clean(typed),
        "spoken": rules.spoken(rules.clean(typed)),
        "point": session.point,
        "room": session.room,
        "service": session.service,
        "service_name": facts.word("point_service", session.service, language),
        "may_change": may.answer,
        "why_not": may.why[0] if may.why else None,
        "is_shut": found.state == State.BOOKED and queries.is_shut(found, now),
    }


def bookable(point: str) -> list[tuple[str, str]]:
    """The services with sessions at a point: (code, name)."""
    language = get_language() or "zh-hans"
    found = queries.services_at(point, timezone.localdate())
    return [(one, facts.word("point_service", one, language)) for one in found]
