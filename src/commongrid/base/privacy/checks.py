"""What `manage check` says about keys and retention."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from commongrid.base.privacy import keys, retention


def keys_are_good(**kwargs: Any) -> list[CheckMessage]:
    """Missing, short or shared keys."""
    return [Error(fault, id="privacy.E001") for fault in keys.faults()]


def retention_is_declared(**kwargs: Any) -> list[CheckMessage]:
    """Every encrypted column says how long it is kept."""
    return [Error(fault, id="privacy.E002") for fault in retention.faults()]
