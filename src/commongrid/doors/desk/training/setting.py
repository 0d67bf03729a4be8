"""What is filled in to set exams, kinds of certificate and demands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import CheckboxSelectMultiple, ChoiceField, DateField, DateInput, MultipleChoiceField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commongrid.doors.desk.training import forms
from commongrid.doors.look import wording
from commongrid.work.training.models import CertificateKind
from commongrid.work.training.terms import ExamPlan, KindPlan


class KindForm(wording.Form):
    """A kind of certificate."""

    code = forms.code()
    zh = forms.words(_("Name in Chinese"), 80)
    en = forms.words(_("Name in English"), 120, required=False)
    months = forms.number(_("Valid for how many months"), 1, 120)
    why = forms.why()

    def __init__(self, *given: Any, is_new: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not is_new:
            del self.fields["code"]

    def plan(self, code: str) -> KindPlan:
        told = self.cleaned_data
        return KindPlan(code or told["code"], told["zh"], told["en"], told["months"])


class ExamForm(wording.Form):
    """How an exam is held."""

    code = forms.code()
    zh = forms.words(_("Name in Chinese"), 80)
    en = forms.words(_("Name in English"), 120, required=False)
    courses = MultipleChoiceField(
        label=_("From the questions of which courses"), widget=CheckboxSelectMultiple
    )
    kind = ChoiceField(label=_("Gives which certificate"))
    questions = forms.number(_("How many questions"), 1, 200, _("Drawn at random for each sitting."))
    minutes = forms.number(_("Minutes allowed"), 1, 240)
    pass_percent = forms.number(_("Per cent right to pass"), 1, 100)
    attempts_per_day = forms.number(_("Attempts a day"), 1, 20)
    why = forms.why()

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

    role = ChoiceField(label=_("Role"))
    kind = ChoiceField(label=_("Needs which certificate"))
    from_on = DateField(
        label=_("From which day"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    grace_days = forms.number(
        _("Days of grace"), 0, 366, _("Counted from the beginning of a post, or from this day.")
    )
    why = forms.why()

    def __init__(self, *given: Any, kinds: Sequence[CertificateKind], **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "zh-hans"
        self.fields["role"].choices = forms.roles()  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(one.code, one.name(language)) for one in kinds]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = timezone.localdate()
