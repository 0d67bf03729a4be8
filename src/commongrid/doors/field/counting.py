"""What a captain fills in about their building: rooms by floor, and the head of the monthly look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.field.forms import Key
from commongrid.registry.checklists.terms import Option, Question
from commongrid.registry.matters.terms import Text
from commongrid.work.captains.rules import MOST_ROOMS
from commongrid.work.captains.terms import Floor


class Rooms(Key):
    """How the rooms of a building stand, a line for each floor; a line left empty is no floor."""

    KINDS = ("let", "vacant", "own")
    as_before = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, floors: Sequence[Floor], more: int, **named: Any) -> None:
        super().__init__(*given, **named)
        self.known = {each.floor: each for each in floors}
        self.numbers = sorted({*self.known, *range(1, more + 1)})
        for number in self.numbers:
            for kind in self.KINDS:
                self.fields[f"{kind}-{number}"] = forms.IntegerField(
                    required=False, min_value=0, max_value=MOST_ROOMS,
                    initial=getattr(self.known.get(number), kind, None),
                    label=_("Floor %(n)s") % {"n": number},
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input"}),
                )  # fmt: skip

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The lines of the form: a floor with its three counts."""
        return [(number, [self[f"{kind}-{number}"] for kind in self.KINDS]) for number in self.numbers]

    def floors(self) -> list[Floor] | None:
        """As `captains.confirm_rooms` takes them; None for "all as before"."""
        told = self.cleaned_data
        if told["as_before"]:
            return None
        lines = [(number, [told[f"{kind}-{number}"] for kind in self.KINDS]) for number in self.numbers]
        return [
            Floor(number, *(count or 0 for count in counts))
            for number, counts in lines
            if any(count is not None for count in counts)
        ]


class Look(Key):
    """The head of the captain's monthly look; its questions follow the list."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the form shows it; `gap` is the answer that is a gap."""

    question: Question
    words: Text
    options: tuple[tuple[Option, bool], ...]
    chosen: str
    way: str
    by_day: str


def asked(question: Question, post: QueryDict) -> Asked:
    """One question with what was answered so far."""
    code = question.code
    gaps = set(question.gap.values) if question.gap else set()
    return Asked(
        question,
        question.words(get_language() or "zh-hans"),
        tuple((each, each.value in gaps) for each in question.offered()),
        post.get(f"a-{code}", ""),
        post.get(f"way-{code}", ""),
        post.get(f"day-{code}", ""),
    )
