"""Captains as forms: asking somebody, saying no, ending, thanking, and a task."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.base.access.terms import Actor
from commongrid.doors.desk import areas
from commongrid.doors.look import facts, naming, wording
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.captains.acts.thanking import MOST_WORDS
from commongrid.work.captains.terms import DECLINING, ENDING, Asking, Capacity, Reason

KINDS = ("rental_building", "residential", "self_built", "building")


def words_of(fact: str, values: tuple[Any, ...]) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


class NameForm(wording.Form):
    """Whom to ask, for which building."""

    key = wording.sending_key()
    place = forms.CharField(
        label=_("Building (code)"),
        max_length=32,
        help_text=_("The code on its plate or in the list of premises."),
    )
    capacity = forms.ChoiceField(label=_("Capacity"), choices=lambda: words_of("capacity", tuple(Capacity)))
    name = forms.CharField(label=_("Name"), max_length=40)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, help_text=_("They are asked by message and decide themselves.")
    )

    def clean_place(self) -> Premises:
        code = self.cleaned_data["place"].strip()
        found = premises.find(code)
        if found is None or found.state != "open":
            raise forms.ValidationError(_("There is no building %(code)s.") % {"code": code})
        return found


class ReasonForm(wording.Form):
    """One of the reasons, and why in a few words; the person reads both."""

    reason = forms.ChoiceField(label=_("Reason"))
    why = forms.CharField(
        label=_("In a few words"), max_length=300, help_text=_("The person reads it."), widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip

    def __init__(self, *given: Any, offered: tuple[Reason, ...], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["reason"].choices = words_of("captain_reason", offered)  # type: ignore[attr-defined]


def reasons(deed: str, data: Any = None) -> ReasonForm:
    """The form of declining or ending."""
    return ReasonForm(data, offered=DECLINING if deed == "decline" else ENDING, prefix=deed)


class ThanksForm(wording.Form):
    """A sentence of thanks."""

    key = wording.sending_key()
    words = forms.CharField(
        label=_("A sentence of thanks"), max_length=MOST_WORDS,
        help_text=_("The captain reads it, and decides whether others may. No points, no ranking."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class TaskForm(wording.Form):
    """What captains are asked to do, where, by when."""

    key = wording.sending_key()
    title = forms.CharField(label=_("What to do"), max_length=60)
    words = forms.CharField(
        label=_("More about it"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of place"),
        required=False,
        choices=lambda: [("", _("any")), *words_of("premises_kind", KINDS)],
    )
    due_on = forms.DateField(label=_("By"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *given: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["area"].choices = _areas(actor)  # type: ignore[attr-defined]

    def asking(self) -> Asking:
        """As `acts.ask` takes it."""
        told = self.cleaned_data
        return Asking(told["title"], told["words"], told["area"], told["kind"], told["due_on"])


def _areas(actor: Actor) -> list[tuple[str, str]]:
    """The post's own area and what lies directly below it."""
    size = areas.next_size(actor.area)
    if size == 15:
        below = [grid.code for grid in places.current_grids(actor.area)]
    else:
        below = [part for part in premises.parts(actor.area) if part != actor.area and len(part) == size]
    return [(code, _named(code)) for code in (actor.area, *below[:80])]


def _named(code: str) -> str:
    way = areas.way_to(code)
    return naming.of(way[-1]) if way else code
