"""A form that was outrun: what was typed stays, and it carries the state as it is now."""

from __future__ import annotations

from django import forms
from django.http import QueryDict


def carry_on(form: forms.Form, seq: int) -> None:
    """Put the new `seq` into a bound form, so that sending it again is a decision and not an accident."""
    given = form.data
    if isinstance(given, QueryDict):
        moved = given.copy()
        moved["seq"] = str(seq)
        form.data = moved
