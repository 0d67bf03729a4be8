"""What a resident fills in to book a duty lawyer, and the code they come back with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import moments, wording
from commongrid.doors.portal.reached import Reached, phone_field
from commongrid.registry.appointments.terms import MOST_WORDS, Slot

MOST_SLOTS = 60
SAYS_SLOT = {"required": _("Choose a time."), "invalid_choice": _("This time is gone; choose another.")}


def once(slots: Sequence[Slot]) -> list[Slot]:
    """Each beginning once, however many lawyers sit at that time."""
    return list({one.starts_at: one for one in reversed(slots)}.values())[::-1]


class Slots(wording.Form):
    """One of the times that are free."""

    slot = forms.ChoiceField(label=_("When"), error_messages=SAYS_SLOT)

    def __init__(self, *given: Any, slots: Sequence[Slot], **more: Any) -> None:
        super().__init__(*given, **more)
        now = timezone.now()
        self.slots = {f"{one.session}~{one.starts_at.isoformat()}": one for one in once(slots)[:MOST_SLOTS]}
        days = groupby(self.slots.items(), key=lambda told: timezone.localdate(told[1].starts_at))
        grouped = [
            (
                moments.day(timezone.localtime(rows[0][1].starts_at), now),
                [(key, self._hour(one)) for key, one in rows],
            )
            for rows in (list(told) for _on, told in days)
        ]
        self.fields["slot"].choices = [("", "–"), *grouped]  # type: ignore[attr-defined]

    @staticmethod
    def _hour(one: Slot) -> str:
        return f"{moments.clock(one.starts_at)}–{moments.clock(one.ends_at)}"

    def chosen(self) -> tuple[UUID, datetime]:
        """The session and the beginning that were chosen."""
        one = self.slots[self.cleaned_data["slot"]]
        return one.session, one.starts_at


class Book(Slots, Reached):
    """A time; what it is about and a number only if one likes."""

    words = forms.CharField(
        label=_("What you want to ask"), required=False, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Only the lawyer reads it. You can also say it there."),
    )  # fmt: skip
    phone = phone_field(_("Only to remind you the day before, and to tell you if it cannot take place"))


class Code(wording.Form):
    """The code of an appointment."""

    code = forms.CharField(
        label=_("Your code"), max_length=40, help_text=_("Ten signs, shown when you booked"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
