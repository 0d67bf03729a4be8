"""One page of a course, and one question of its bank, as forms."""

from __future__ import annotations

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.training import forms
from commongrid.doors.look import wording
from commongrid.work.training.terms import YES_NO, Option, Page, Question, QuestionKind

LETTERS = "abcdef"
MOST_PAGE = 12_000
MARKS = _("“## Title” is a heading, “- ” a list; **bold** as here.")


class PageForm(wording.Form):
    """A page in both languages."""

    title_zh = forms.words(_("Title in Chinese"), 120)
    text_zh = forms.text(_("Text in Chinese"), 12, MOST_PAGE, required=True, hint=MARKS)
    title_en = forms.words(_("Title in English"), 160, required=False)
    text_en = forms.text(_("Text in English"), 12, MOST_PAGE)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for name in ("text_zh", "text_en"):
            if any(line.startswith("# ") for line in told.get(name, "").splitlines()):
                self.add_error(name, _("A line “# Title” would begin another page: use “## Title” here."))
        return told

    def pages(self) -> tuple[Page, Page]:
        told = {name: value.replace("\r\n", "\n").strip() for name, value in self.cleaned_data.items()}
        return Page(told["title_zh"], told["text_zh"]), Page(told["title_en"], told["text_en"])


class QuestionForm(wording.Form):
    """A question with at most six options; of true and false only which it is."""

    kind = fields.ChoiceField(
        label=_("Kind of question"),
        choices=[
            (QuestionKind.SINGLE.value, _("one answer is right")),
            (QuestionKind.MULTIPLE.value, _("several answers are right")),
            (QuestionKind.TRUE_FALSE.value, _("true or false")),
        ],
    )
    zh = forms.text(_("Question in Chinese"), 2, 400, required=True)
    en = forms.text(_("Question in English"), 2, 600)
    is_true = fields.ChoiceField(
        label=_("Of true and false"),
        required=False,
        choices=[("", "–"), ("yes", _("it is true")), ("no", _("it is false"))],
    )
    because_zh = forms.text(_("Explanation, in Chinese"), 2, 400, hint=_("Told after it was answered."))
    because_en = forms.text(_("Explanation, in English"), 2, 600)
    why = forms.why()

    def __init__(self, *given: Any, is_new: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if is_new:
            self.fields["code"] = fields.RegexField(
                r"^(?!new$)[a-z0-9_-]{1,24}$", label=_("Code"), help_text=_("Small letters, digits and hyphens; it stays for ever.")
            )  # fmt: skip
        for letter in LETTERS:
            self.fields[f"zh_{letter}"] = fields.CharField(max_length=200, required=False)
            self.fields[f"en_{letter}"] = fields.CharField(max_length=300, required=False)
            self.fields[f"right_{letter}"] = fields.BooleanField(required=False)

    @property
    def options(self) -> list[tuple[str, Any, Any, Any]]:
        """The rows of the form: letter, right, Chinese, English."""
        return [
            (letter, self[f"right_{letter}"], self[f"zh_{letter}"], self[f"en_{letter}"])
            for letter in LETTERS
        ]

    @staticmethod
    def told_by(one: Question) -> dict[str, Any]:
        """What is asked now, to be changed."""
        told: dict[str, Any] = {
            name: getattr(one, name) for name in ("zh", "en", "because_zh", "because_en")
        } | {"kind": one.kind.value}
        if one.kind == QuestionKind.TRUE_FALSE:
            return told | {"is_true": next(iter(one.right), "")}
        for letter, option in zip(LETTERS, one.options, strict=False):
            told |= {f"zh_{letter}": option.zh, f"en_{letter}": option.en}
            told[f"right_{letter}"] = option.value in one.right
        return told

    def question(self, before: Question | None) -> Question:
        """As `acts.set_questions` takes it; options keep the values they had in their places."""
        told = self.cleaned_data
        kind, code = QuestionKind(told["kind"]), before.code if before else told["code"]
        options: tuple[Option, ...] = YES_NO
        right = frozenset({told["is_true"]} - {""})
        if kind != QuestionKind.TRUE_FALSE:
            values = (
                [one.value for one in before.options]
                if before and before.kind != QuestionKind.TRUE_FALSE
                else []
            )
            named = [
                (letter, values[place] if place < len(values) else _free(values, letter))
                for place, letter in enumerate(LETTERS) if told[f"zh_{letter}"]
            ]  # fmt: skip
            options = tuple(Option(value, told[f"zh_{each}"], told[f"en_{each}"]) for each, value in named)
            right = frozenset(value for each, value in named if told[f"right_{each}"])
        return Question(
            code, kind, told["zh"], told["en"], options, right, told["because_zh"], told["because_en"]
        )


def _free(values: list[str], letter: str) -> str:
    """A value no option has yet."""
    return letter if letter not in values else f"{letter}-{len(values)}"
