"""The keys of this installation, as the settings give them.

FIELD_KEYS: id → 32 bytes (or pairs of them), the current first; older ones stay until `rotate_field_keys`
has run. BLIND_INDEX_KEY: 32 bytes, for blind indexes and one-time codes; it opens nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from commongrid.base.privacy.sealing import Ring

KEY_BYTES = 32


def ring() -> Ring:
    """The keys that seal and open fields."""
    return _ring(field_keys())


def field_keys() -> tuple[tuple[str, bytes], ...]:
    """(id, key) pairs, the current first; ImproperlyConfigured without any."""
    given = getattr(settings, "FIELD_KEYS", None)
    if not given:
        raise ImproperlyConfigured("FIELD_KEYS is not set: personal data can be neither written nor read.")
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple((str(name), bytes(secret)) for name, secret in pairs)


def digest(told: str) -> bytes:
    """HMAC-SHA256 of `told` under the key of blind indexes: 32 bytes."""
    return hmac.digest(blind_index_key(), told.encode(), "sha256")


def blind_index_key() -> bytes:
    """ImproperlyConfigured when there is none."""
    given = getattr(settings, "BLIND_INDEX_KEY", None)
    if not given:
        raise ImproperlyConfigured("BLIND_INDEX_KEY is not set: nobody can be found by phone or e-mail.")
    return bytes(given)


def faults() -> list[str]:
    """What is wrong with the keys, each as one sentence for whoever installs."""
    try:
        pairs, index = field_keys(), blind_index_key()
    except ImproperlyConfigured as missing:
        return [str(missing)]
    names = [name for name, _ in pairs]
    found = [
        f"Key {name!r} of FIELD_KEYS has {len(secret)} bytes, not {KEY_BYTES}."
        for name, secret in pairs
        if len(secret) != KEY_BYTES
    ]
    if len(set(names)) < len(names):
        found.append("FIELD_KEYS names a key id twice.")
    if any(not name.isascii() or not 0 < len(name) < KEY_BYTES for name in names):
        found.append("An id in FIELD_KEYS is empty, longer than 31 characters or not ASCII.")
    if len(index) != KEY_BYTES:
        found.append(f"BLIND_INDEX_KEY has {len(index)} bytes, not {KEY_BYTES}.")
    if index in (secret for _, secret in pairs):
        found.append("BLIND_INDEX_KEY is also in FIELD_KEYS: one leak would open both.")
    return found


@lru_cache(maxsize=4)
def _ring(keys: tuple[tuple[str, bytes], ...]) -> Ring:
    return Ring.of(keys)
