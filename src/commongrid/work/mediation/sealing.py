"""A body's seal by a qualified service 可靠电子签名: an adapter, chosen by MEDIATION_SEAL; without one, a scan with the seal is kept.

A reliable signature needs the signer's own key under their sole control (电子签名法 13). The house has no such keys, so it
never calls a drawn signature or a typed name reliable; a service that has them is named by its dotted path.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Seals(Protocol):
    """What a service does: takes the finished PDF and the body's unit code, gives the same PDF back with its seal in it."""

    def seal(self, pdf: bytes, unit: str) -> bytes: ...


def service() -> Seals | None:
    """The service that is set up; None where a city has none."""
    path = getattr(settings, "MEDIATION_SEAL", "")
    made: Seals | None = import_string(path)() if path else None
    return made
