"""The centre standard as forms: an assessment, a review, an appeal with its answer, a new edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.centres.frame import Line
from commongrid.doors.look import facts, wording
from commongrid.work.centres.terms import Met


def met_words() -> list[tuple[str, str]]:
    language = get_language() or "zh-hans"
    return [(one.value, facts.word("centre_met", one.value, language)) for one in Met]


class Say(wording.Form):
    """A few words that have to be there."""

    why = forms.CharField(label=_("Words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Own(wording.Form):
    """What a centre says of each item."""

    def __init__(self, *given: Any, lines: Sequence[Line], **named: Any) -> None:
        super().__init__(*given, **named)
        self.lines = [line for line in lines if not line.is_fact]
        for line in self.lines:
            code = line.item.code
            self.fields[f"own_{code}"] = forms.ChoiceField(
                label=line.words, choices=met_words(), widget=forms.RadioSelect, required=False,
                initial=line.finding.own,
            )  # fmt: skip
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("How"), max_length=500, required=False, initial=line.finding.words,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def rows(self) -> dict[str, tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each item, by its code."""
        codes = [line.item.code for line in self.lines]
        return {code: (self[f"own_{code}"], self[f"words_{code}"]) for code in codes}

    def answers(self) -> dict[str, tuple[Met | None, str]]:
        told = self.cleaned_data
        return {
            line.item.code: (
                Met(told[f"own_{line.item.code}"]) if told[f"own_{line.item.code}"] else None,
                told[f"words_{line.item.code}"],
            )
            for line in self.lines
        }


class Review(wording.Form):
    """What the level above finds: agreed where nothing is chosen, or lower with a reason."""

    on_the_spot = forms.BooleanField(label=_("Looked at on the spot"), required=False)

    def __init__(self, *given: Any, lines: Sequence[Line], **named: Any) -> None:
        super().__init__(*given, **named)
        self.lines = [line for line in lines if not line.is_fact and line.finding.own != Met.NO]
        lower: Mapping[str, list[tuple[str, str]]] = {
            Met.YES: met_words()[1:],
            Met.PARTLY: met_words()[2:],
        }
        for line in self.lines:
            code = line.item.code
            choices = [("", _("Agreed")), *lower.get(line.finding.own, [])]
            self.fields[f"found_{code}"] = forms.ChoiceField(
                label=line.words, choices=choices, required=False, widget=forms.RadioSelect, initial=""
            )
            self.fields[f"why_{code}"] = forms.CharField(label=_("Why lower"), max_length=500, required=False)

    def rows(self) -> dict[str, tuple[forms.BoundField, forms.BoundField]]:
        codes = [line.item.code for line in self.lines]
        return {code: (self[f"found_{code}"], self[f"why_{code}"]) for code in codes}

    def lowered(self) -> dict[str, tuple[Met, str]]:
        told, codes = self.cleaned_data, [line.item.code for line in self.lines]
        return {
            code: (Met(told[f"found_{code}"]), told[f"why_{code}"]) for code in codes if told[f"found_{code}"]
        }


class Answer(wording.Form):
    """The answer to an appeal, and which items stand as the centre said."""

    answer = forms.CharField(
        label=_("Answer to the appeal"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    raised = forms.MultipleChoiceField(
        label=_("These items stand as the centre said"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, lines: Sequence[Line], **named: Any) -> None:
        super().__init__(*given, **named)
        lowered = [(line.item.code, line.words) for line in lines if line.finding.found]
        self.fields["raised"].choices = lowered  # type: ignore[attr-defined]


class Publish(wording.Form):
    """A new edition: the table as a file, thresholds, and why."""

    table = forms.FileField(
        label=_("Table of items"), required=False,
        help_text=_("A CSV file with the columns of the one below; left empty: the items as they are."),
    )  # fmt: skip
    model_from = forms.IntegerField(label=_("Model from, of a hundred"), min_value=2, max_value=100)
    meets_from = forms.IntegerField(label=_("Meets it from, of a hundred"), min_value=1, max_value=99)
    months = forms.IntegerField(label=_("A grade holds so many months"), min_value=6, max_value=60)
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("Kept with the change."))
