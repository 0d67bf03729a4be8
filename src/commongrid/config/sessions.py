"""Sessions: a resident's travels sealed in their own cookie, a signed-in person's stands in the database.

What a resident's device remembers (which reports are its own, how far they were read) is theirs alone, so a report
is received without reading or writing a session's row. As soon as anything else is in it (an account, a proven
contact, a step of signing in) the session stands in the database under a new key, where it can be ended from here.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from commongrid.base import reads
from commongrid.base.privacy import keys, sealing

OWN = frozenset({"reports", "proven", "codes", "seen"})
"""What the device itself may keep: marks, and proofs its holder was given anyway."""
MARK = "~"
PLACE = "config.sessions"
LONGEST = 3500
"""Browsers drop a cookie of more than 4,096 bytes, its name and attributes counted."""

_BY_KEY = reads.Read[Session](
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), "", timezone.now()
)


class SessionStore(DatabaseStore):
    """Django's session in the database, except that one with nothing but `OWN` in it is its own key."""

    def load(self) -> dict[str, Any]:
        key = self.session_key or ""
        if key.startswith(MARK):
            return _opened(key)
        found = _BY_KEY.first(key, timezone.now()) if key else None
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found.session_data)

    def save(self, must_create: bool = False) -> None:
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        key = self.session_key or MARK
        if key.startswith(MARK) and not must_create:
            self._session_key = _sealed(data) if data and data.keys() <= OWN else None
            if self._session_key:
                return
        super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        if not (session_key or self.session_key or MARK).startswith(MARK):
            super().delete(session_key)

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session


def _sealed(data: dict[str, Any]) -> str | None:
    """The session as its own key; None when it has grown too long for a cookie."""
    told = json.dumps([int(timezone.now().timestamp()), data], separators=(",", ":")).encode()
    kept = (
        base64.urlsafe_b64encode(sealing.seal(keys.ring(), zlib.compress(told), PLACE)).rstrip(b"=").decode()
    )
    return MARK + kept if len(kept) < LONGEST else None


def _opened(key: str) -> dict[str, Any]:
    """What was sealed, or nothing when it is not ours, was changed, or is too old."""
    try:
        sealed = base64.urlsafe_b64decode(key[len(MARK) :] + "=" * (-(len(key) - len(MARK)) % 4))
        since, data = json.loads(zlib.decompress(sealing.unseal(keys.ring(), sealed, PLACE)))
    except (ValueError, binascii.Error, zlib.error, sealing.Unreadable):
        return {}
    is_fresh = timezone.now().timestamp() - since < settings.SESSION_COOKIE_AGE
    return dict(data) if is_fresh else {}
