"""Counselling and care visits as forms."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.registry.units.models import Post
from commongrid.work.care.terms import LOOKED_FOR, MOST_WORDS, NoteKind


def new_key() -> str:
    return secrets.token_urlsafe(24)


def words(
    label: Any, rows: int, hint: Any = "", *, required: bool = True, most: int = MOST_WORDS
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=area, help_text=hint, required=required)


def said(fact: str, values: Any) -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(str(one), facts.word(fact, str(one), language)) for one in values]


class NoteForm(wording.Form):
    """A note into a file."""

    key = wording.sending_key()
    kind = forms.ChoiceField(label=_("Written after"))
    words = words(_("Your note"), 6, _("Sealed. You alone read it, for a year."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = said("care_note", (NoteKind.APPOINTMENT, NoteKind.HOTLINE))
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class FileForm(NoteForm):
    """The first note, and what the counsellor calls whoever came."""

    called = forms.CharField(
        label=_("What do you call them?"),
        max_length=60,
        required=False,
        help_text=_("To find the file again: a word of yours, no name is needed."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("key", "called", "kind", "words")


class HandForm(wording.Form):
    """To whom, and how the visitor agreed."""

    to = forms.ChoiceField(label=_("To which counsellor?"))
    agreed = words(_("How and when did the visitor agree?"), 2, _("It stands in the file."), most=300)

    def __init__(self, *args: Any, others: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), f"{one.account.name} · {one.unit.name_zh}") for one in others]
        self.fields["to"].choices = [("", "–"), *found]  # type: ignore[attr-defined]


class LookForm(wording.Form):
    """Why it is opened; the person reads it."""

    reason = forms.ChoiceField(label=_("Why do you open it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = said("care_look", LOOKED_FOR)  # type: ignore[attr-defined]

    def why(self) -> str:
        """As the person reads it, in Chinese wherever the carer reads English."""
        return facts.word("care_look", self.cleaned_data["reason"], "zh-hans")


class TakeForm(wording.Form):
    """How often somebody comes."""

    every_days = forms.IntegerField(label=_("A visit every … days"), min_value=1, max_value=90, initial=14)


class VisitForm(wording.Form):
    """What a visit came to."""

    key = wording.sending_key()
    words = words(_("How was it, and what was asked for?"), 4, _("The person reads it too."))


class NeedForm(wording.Form):
    """What has to be mended, without whom it is for."""

    key = wording.sending_key()
    words = words(
        _("What has to be mended?"),
        3,
        _("For instance: the lamp on the second landing is broken. No name, number or flat."),
    )
    address = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
