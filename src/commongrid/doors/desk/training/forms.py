"""What is filled in to run training: a course, a table of questions; the fields its other forms are made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import facts, wording
from commongrid.registry.units.terms import Role
from commongrid.work.training.models import Course
from commongrid.work.training.terms import Content
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
