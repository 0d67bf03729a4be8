"""A rule of law compared with its text, and its next edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commongrid.doors.look import wording
from commongrid.registry.statutes.terms import Rule

EDITED = ("article", "zh", "en", "value")


class ConfirmForm(wording.Form):
    """`number` is the edition its reader saw."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    compared = forms.CharField(
        label=_("Which text you compared, and where it stands"),
        max_length=400,
        help_text=_("For example: the text in the national database of laws, read today."),
    )

    def __init__(self, *given: Any, rule: Rule, **named: Any) -> None:
        super().__init__(*given, initial={"number": rule.number}, prefix="confirming", **named)


class ReviseForm(wording.Form):
    """What the text says instead, and from which day on. What it counts in stays."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    article = forms.CharField(label=_("Article"), max_length=40)
    zh = forms.CharField(label=_("What it says, in Chinese"), max_length=400)
    en = forms.CharField(label=_("What it says, in English"), max_length=600)
    value = forms.RegexField(
        r"^[0-9]+(/[1-9][0-9]*)?$",
        label=_("How much"),
        max_length=12,
        required=False,
        error_messages={"invalid": _("A whole number, or a share such as 2/3.")},
    )
    from_on = forms.DateField(
        label=_("Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    compared = forms.CharField(label=_("Which text says so, and where it stands"), max_length=400)

    def __init__(self, *given: Any, rule: Rule, **named: Any) -> None:
        now = {"number": rule.number, **{name: getattr(rule, name) for name in EDITED}}
        super().__init__(*given, initial=now, prefix="revising", **named)
        self.rule = rule
        if not rule.value:
            del self.fields["value"]
        else:
            self.fields["value"].required = True

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EDITED if name in self.cleaned_data}
