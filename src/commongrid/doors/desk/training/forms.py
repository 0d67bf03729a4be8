"""What is filled in to run training: a course, a table of questions, an exam, a kind of certificate, a demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.registry.units.terms import Role
from commongrid.work.training.models import CertificateKind, Course
from commongrid.work.training.terms import Content, ExamPlan, KindPlan
from commongrid.work.training.texts import MOST_TEXT

MOST_TABLE = 1024 * 1024


def roles() -> list[tuple[str, str]]:
    return [(role.value, facts.word("role", role.value, get_language() or "zh-hans")) for role in Role]


def code(label: Any = None) -> forms.SlugField:
    hint = _("Small letters, digits and hyphens; it stays for ever.")
    return forms.SlugField(label=label or _("Code"), max_length=32, help_text=hint)


def why() -> forms.CharField:
    return forms.CharField(label=_("Why"), max_length=200, help_text=_("It stands in the journal."))


def text(label: Any, rows: int, most: int, *, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=hint)


def words(label: Any, most: int, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required)


def number(label: Any, least: int, most: int, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=hint)


class Why(wording.Form):
    """A reason alone."""

    why = why()


class CourseForm(wording.Form):
    """What the next edition of a course says."""

    code = code()
    zh = words(_("Title in Chinese"), 80)
    en = words(_("Title in English"), 120, required=False)
    summary_zh = text(_("What it is about, in Chinese"), 2, 300)
    summary_en = text(_("What it is about, in English"), 2, 400)
    minutes = number(_("About how many minutes"), 1, 600)
    roles = forms.MultipleChoiceField(
        label=_("For which roles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: for everybody."),
    )
    text_zh = text(
        _("Text in Chinese"), 16, MOST_TEXT, required=True,
        hint=_("A line “# Title” begins a page, “## Title” a heading, “- ” a list; **bold** as here."),
    )  # fmt: skip
    text_en = text(_("Text in English"), 16, MOST_TEXT, hint=_("The same pages in the same order."))
    document = forms.FileField(
        label=_("The course as PDF"), required=False, help_text=_("At most 20 MB; nothing in it may run.")
    )

    def __init__(self, *given: Any, is_new: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["roles"].choices = roles()  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["code"]

    def clean_code(self) -> str:
        chosen: str = self.cleaned_data["code"]
        if Course.objects.filter(code=chosen).exists():
            raise forms.ValidationError(
                _("There is a course of this code already; open it and edit it there.")
            )
        return chosen

    def content(self, kept: Content | None) -> Content:
        told = self.cleaned_data
        return Content(
            told["zh"], told["en"], told["summary_zh"], told["summary_en"], told["minutes"], tuple(told["roles"]),
            told["text_zh"].replace("\r\n", "\n"), told["text_en"].replace("\r\n", "\n"),
            kept.document_id if kept else None,
        )  # fmt: skip


class TableForm(wording.Form):
    """A table of questions."""

    file = forms.FileField(
        label=_("Table of questions (CSV)"),
        help_text=_("Columns code, kind, zh, en, options, right, because_zh, because_en."),
    )

    def clean_file(self) -> str:
        sent = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_TABLE:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        try:
            return str(sent.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("The file is not in UTF-8: save it as “CSV UTF-8” and send it again.")
            ) from None


class KindForm(wording.Form):
    """A kind of certificate."""

    code = code()
    zh = words(_("Name in Chinese"), 80)
    en = words(_("Name in English"), 120, required=False)
    months = number(_("Valid for how many months"), 1, 120)
    why = why()

    def __init__(self, *given: Any, is_new: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not is_new:
            del self.fields["code"]

    def plan(self, code: str) -> KindPlan:
        told = self.cleaned_data
        return KindPlan(code or told["code"], told["zh"], told["en"], told["months"])


class ExamForm(wording.Form):
    """How an exam is held."""

    code = code()
    zh = words(_("Name in Chinese"), 80)
    en = words(_("Name in English"), 120, required=False)
    courses = forms.MultipleChoiceField(
        label=_("From the questions of which courses"), widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("Gives which certificate"))
    questions = number(_("How many questions"), 1, 200, _("Drawn at random for each sitting."))
    minutes = number(_("Minutes allowed"), 1, 240)
    pass_percent = number(_("Per cent right to pass"), 1, 100)
    attempts_per_day = number(_("Attempts a day"), 1, 20)
    why = why()

    def __init__(
        self,
        *given: Any,
        is_new: bool,
        courses: Sequence[tuple[str, str]],
        kinds: Sequence[CertificateKind],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        self.fields["courses"].choices = courses  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(one.code, one.name(language)) for one in kinds]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["code"]

    def plan(self, code: str) -> ExamPlan:
        told = {name: value for name, value in self.cleaned_data.items() if name != "why"}
        return ExamPlan(**{**told, "code": code or told["code"], "courses": tuple(told["courses"])})


class DemandForm(wording.Form):
    """Which role needs which certificate from when on."""

    role = forms.ChoiceField(label=_("Role"))
    kind = forms.ChoiceField(label=_("Needs which certificate"))
    from_on = forms.DateField(
        label=_("From which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    grace_days = number(
        _("Days of grace"), 0, 366, _("Counted from the beginning of a post, or from this day.")
    )
    why = why()

    def __init__(self, *given: Any, kinds: Sequence[CertificateKind], **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        self.fields["role"].choices = roles()  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(one.code, one.name(language)) for one in kinds]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = timezone.localdate()
