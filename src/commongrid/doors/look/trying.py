"""Carrying out what a form asks for: what is refused stands above it, and everything filled in is kept."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look.sentences import say


def went(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it, and say whether it was done. A missing right is no fault of a form: NotAllowed goes on to its page."""
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    return True
