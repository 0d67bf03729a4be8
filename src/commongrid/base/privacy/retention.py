"""How long each kind of personal data is kept: every room declares its own, one list shows them all."""

from __future__ import annotations

from dataclasses import replace

from django.apps import apps
from django.conf import settings

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.base.privacy.terms import Retention

_DECLARED: dict[str, Retention] = {}


def declare(retention: Retention) -> None:
    """Called once by each room when it is ready; a key declared twice is a mistake."""
    known = _DECLARED.setdefault(retention.key, retention)
    if known.covers != retention.covers:
        raise ValueError(f"retention {retention.key} is declared twice")


def all_of_them() -> tuple[Retention, ...]:
    """Every declared retention, with the city's own number of days where RETENTION_DAYS gives one."""
    chosen = getattr(settings, "RETENTION_DAYS", {})
    return tuple(
        replace(one, days=chosen.get(one.key, one.days))
        for one in sorted(_DECLARED.values(), key=lambda r: r.key)
    )


def sealed_fields() -> tuple[EncryptedTextField, ...]:
    """Every encrypted column of the installation."""
    return tuple(
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    )


def faults() -> list[str]:
    """Encrypted columns whose label or retention is missing, doubled or declared nowhere."""
    fields = sealed_fields()
    labels = [field.label for field in fields]
    found = [
        f"The label {label!r} is used by two columns." for label in {x for x in labels if labels.count(x) > 1}
    ]
    for field in fields:
        declared = _DECLARED.get(field.retention)
        if not field.label:
            found.append(f"{field} has no label.")
        elif declared is None:
            found.append(f"{field.label}: retention {field.retention!r} is declared nowhere.")
        elif field.label not in declared.covers:
            found.append(f"{field.label}: retention {field.retention!r} does not cover it.")
    return found
