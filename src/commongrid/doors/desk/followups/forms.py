"""Follow-up calls as forms: the number for a reason, and what was heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.work.followups.terms import Asks, Heard, Line, Next, Result

YES_NO = [("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))]
THEN = [
    (Next.NOTHING.value, _("Nothing more")),
    (Next.REDO.value, _("Have it done again")),
    (Next.TELL.value, _("Tell whoever handled it")),
]


class Look(wording.Form):
    """Why the number is needed."""

    why = forms.CharField(
        label=_("What for"),
        max_length=200,
        initial=_("Follow-up call after closing"),
        help_text=_("The reason is kept with your name."),
    )


class HeardForm(wording.Form):
    """What the call heard: a result, the answers to the script, words, and what follows."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What they said"), max_length=1000, required=False, help_text=_("Kept sealed for a year."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    then = forms.ChoiceField(
        label=_("If they are not satisfied"), widget=forms.RadioSelect, choices=THEN, required=False
    )
    note = forms.CharField(
        label=_("What is missing, for whoever handles it"), max_length=200, required=False,
        help_text=_("Read with the case: no names, no numbers."),
    )  # fmt: skip

    def __init__(self, *given: Any, script: Sequence[Line], **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        said = [(str(one), facts.word("followup_result", str(one), language)) for one in Result]
        self.fields["result"].choices = said  # type: ignore[attr-defined]
        self.asked = [line.code for line in script if line.asks == Asks.YES_NO]
        for line in script:
            if line.asks == Asks.YES_NO:
                self.fields[f"q_{line.code}"] = forms.ChoiceField(
                    label=line.en if language.startswith("en") else line.zh,
                    widget=forms.RadioSelect,
                    choices=YES_NO,
                    required=False,
                    initial="",
                )

    def questions(self) -> list[forms.BoundField]:
        """The questions of the script, in its order."""
        return [self[f"q_{code}"] for code in self.asked]

    def heard(self) -> Heard:
        """What was filled in."""
        told = self.cleaned_data
        answers = tuple((code, told[f"q_{code}"] == "yes") for code in self.asked if told.get(f"q_{code}"))
        return Heard(Result(told["result"]), answers, told["words"], Next(told["then"]), told["note"])
