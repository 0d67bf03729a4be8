"""`{% load law %}{% cites "mediation.people.free" %}`: a rule of law by name and article, linked to the reader's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from commongrid.base.verdicts import Refused
from commongrid.doors.look import law
from commongrid.registry.statutes import queries

register = template.Library()


@register.inclusion_tag("look/cites.html")
def cites(key: str, on: date | None = None, says: bool = False) -> dict[str, Any]:
    """Law and article; with `says` what it says as well. Nothing where no such rule holds."""
    try:
        rule = queries.limit(key, on=on or timezone.localdate())
    except Refused:
        return {}
    told = law.told(rule)
    return told if says else {**told, "says": ""}
