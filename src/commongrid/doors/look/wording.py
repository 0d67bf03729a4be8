"""Forms that say what is wrong in the house's own words; the framework's do not read as if a person had spoken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SAYS = {
    "required": _("Please fill this in."),
    "max_length": _("At most %(limit_value)d characters; these are %(show_value)d."),
    "null_characters_not_allowed": _("There are signs in it that cannot be kept; please type it again."),
}


class Form(forms.Form):
    """A form whose text fields speak plainly, unless a field has words of its own."""

    own_words: frozenset[str] = frozenset({"key"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and name not in self.own_words:
                field.error_messages.update(SAYS)


def sending_key(*, required: bool = True) -> forms.CharField:
    """The hidden key of a form that may be sent twice; a page without it is told to be opened again."""
    again = _("please open it again, something of it is missing")
    codes = ("required", "min_length", "max_length", "null_characters_not_allowed")
    return forms.CharField(
        label=_("This page"),
        required=required,
        widget=forms.HiddenInput,
        min_length=8,
        max_length=80,
        error_messages=dict.fromkeys(codes, again),
    )


def degrees(most: int) -> forms.FloatField:
    """One hidden half of a pin's place."""
    again = _("please set it again")
    return forms.FloatField(
        label=_("Pin"),
        widget=forms.HiddenInput,
        required=False,
        min_value=-most,
        max_value=most,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), again),
    )
