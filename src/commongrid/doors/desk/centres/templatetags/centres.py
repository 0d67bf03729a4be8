"""What the templates of the centre standard ask of a form."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def row(form: Any, code: str) -> Any:
    """`{{ form|row:code }}`: the two fields of one item; None for an item the form does not ask about."""
    return form.rows().get(code)
