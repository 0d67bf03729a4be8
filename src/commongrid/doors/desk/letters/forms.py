"""Letters as forms: the answer, what to change, what is made public, a letterbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk import matter_choice
from commongrid.doors.look import facts, wording
from commongrid.work.letters.terms import MOST_ANSWER, MOST_TITLE, Redacted, Topic


def text(label: Any, rows: int, most: int, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=area, help_text=hint)


class TakeOn(wording.Form):
    """Which matter of the catalogue it is."""

    matter = forms.ChoiceField(label=_("Matter"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["matter"].choices = [("", "–"), *matter_choice.groups()[1:]]  # type: ignore[attr-defined]


class Draft(TakeOn):
    """The written answer; the matter is asked as long as there is no case."""

    words = text(
        _("The written answer"),
        8,
        MOST_ANSWER,
        _("The writer reads it word for word once somebody else has approved it."),
    )

    def __init__(self, *given: Any, has_case: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if has_case:
            del self.fields["matter"]


class Why(wording.Form):
    """What to change, or why."""

    why = forms.CharField(label=_("Why"), max_length=300)


class Redact(wording.Form):
    """Question and answer as they could be published."""

    title = forms.CharField(
        label=_("Title"), min_length=2, max_length=MOST_TITLE,
        help_text=_("What it is about, in a line; no name, no address."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"))
    question = text(_("The letter, redacted"), 7, 2000)
    answer = text(_("The answer, redacted"), 7, MOST_ANSWER)
    looked = forms.BooleanField(
        label=_("I have looked at everything that is still marked; what stays is nobody’s own"),
        required=False,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        topics = [(str(one), facts.word("letter_topic", str(one), language)) for one in Topic]
        self.fields["topic"].choices = [("", "–"), *topics]  # type: ignore[attr-defined]

    def made(self) -> Redacted:
        """The redaction as it was filled in."""
        told = self.cleaned_data
        return Redacted(told["title"], Topic(told["topic"]), told["question"], told["answer"], told["looked"])


class Box(wording.Form):
    """In use or not, and until when it answers."""

    active = forms.BooleanField(label=_("Takes letters"), required=False)
    days = forms.IntegerField(
        label=_("Answer limit in working days"), required=False, min_value=0, max_value=90,
        help_text=_("Left empty: the rule of law named in the pack, where there is one."),
    )  # fmt: skip
    source = forms.CharField(label=_("Where the limit is from"), max_length=200, required=False)
    why = forms.CharField(label=_("Why it is changed"), max_length=200, help_text=_("Kept in the journal."))
