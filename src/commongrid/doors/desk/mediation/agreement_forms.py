"""What is filled in for the agreement: what the terms do not say, and the scan with the seal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.mediation.forms import text
from commongrid.doors.desk.mediation.table_forms import MOST_FILE
from commongrid.doors.look import wording


class AgreementForm(wording.Form):
    """What the law wants in the agreement beside the terms (人民调解法 29)."""

    issues = text(_("Facts, issues and who is responsible for what"), 5, 4000)
    manner = text(_("In which way and where it is performed"), 2, 600, required=False)


class SealForm(wording.Form):
    """The printed agreement with every signature and the body's seal, scanned."""

    file = forms.FileField(label=_("Scan with the seal (PDF)"), help_text=_("At most 20 MB."))

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        content: bytes = sent.read()
        return content
