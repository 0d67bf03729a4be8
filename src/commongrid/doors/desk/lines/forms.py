"""A list of theirs to compare with: CSV, its column of numbers found by the line's map."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording
from commongrid.work.lines.queries import MOST_COMPARED

LARGEST = 10 * 2**20


class TheirList(wording.Form):
    """`theirs`: the numbers of their list, in order."""

    theirs = forms.FileField(
        label=_("Their list (CSV)"),
        help_text=_("With a heading; the column of ticket numbers is found by its name, else the first one is taken. Nothing of it is kept."),
        error_messages={"required": _("Choose their list first."), "empty": _("This file is empty.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )  # fmt: skip

    def __init__(self, *given: Any, columns: str = "", **named: Any) -> None:
        super().__init__(*given, **named)
        self._column = columns

    def clean_theirs(self) -> list[str]:
        table = list(csv.reader(io.StringIO(_text(self.cleaned_data["theirs"]), newline="")))
        if len(table) < 2:
            raise forms.ValidationError(_("There is no line below the heading."))
        if len(table) > MOST_COMPARED:
            raise forms.ValidationError(_("Compare at most 50,000 lines at once: choose a shorter period."))
        head = [name.strip() for name in table[0]]
        place = head.index(self._column) if self._column in head else 0
        return [line[place].strip() for line in table[1:] if len(line) > place and line[place].strip()]


class LineForm(wording.Form):
    """In use or not, and until when an answer is owed."""

    active = forms.BooleanField(label=_("In use"), required=False)
    days = forms.IntegerField(
        label=_("Answer limit in working days"), required=False, min_value=0, max_value=90,
        help_text=_("Left empty: the rule of law the line names, or no limit."),
    )  # fmt: skip
    source = forms.CharField(label=_("Where the limit is from"), max_length=200, required=False)
    why = forms.CharField(label=_("Why it is changed"), max_length=200, help_text=_("Kept in the journal."))


def _text(sent: Any) -> str:
    if (sent.size or 0) > LARGEST:
        raise forms.ValidationError(_("The file is larger than 10 MB: choose a shorter period."))
    data: bytes = sent.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise forms.ValidationError(_("This is no CSV: save the list as CSV and choose it again."))
