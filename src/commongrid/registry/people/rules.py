"""Is this a phone number, an address, a name somebody can be reached by?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from commongrid.base.privacy.rules import plain_email, plain_phone, plain_text
from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.people.terms import Limit

MOBILE_DIGITS = 11
_EMAIL = re.compile(r"[^@\s\x00]{1,64}@[^@\s\x00.]+(\.[^@\s\x00.]+)+")


def is_phone(value: str) -> Verdict[str]:
    """The number in its one written form, or "" and what is wrong with it.

    A mainland mobile has 11 digits and begins with 13 to 19; a foreign number begins with + (E.164, 7–15 digits).
    """
    plain = plain_phone(value)
    if not plain:
        return Verdict("", (Why("people.phone_missing"),))
    if not re.fullmatch(r"\+?[0-9]+", plain):
        return Verdict("", (Why("people.phone_letters"),))
    if plain.startswith("+"):
        fits = 7 <= len(plain) - 1 <= 15
        return (
            Verdict(plain)
            if fits
            else Verdict("", (Why("people.phone_foreign", {"digits": len(plain) - 1}),))
        )
    return _is_mobile(plain)


def _is_mobile(plain: str) -> Verdict[str]:
    digits = len(plain)
    if not re.match(r"1[3-9]|1$", plain):
        return Verdict("", (Why("people.phone_start", {"start": plain[:2]}),))
    if digits < MOBILE_DIGITS:
        return Verdict(
            "", (Why("people.phone_short", {"digits": digits, "missing": MOBILE_DIGITS - digits}),)
        )
    if digits > MOBILE_DIGITS:
        return Verdict("", (Why("people.phone_long", {"digits": digits, "extra": digits - MOBILE_DIGITS}),))
    return Verdict(plain)


def is_email(value: str) -> Verdict[str]:
    """The address in its one written form, or "" and what is wrong with it."""
    plain = plain_email(value)
    if not plain:
        return Verdict("", (Why("people.email_missing"),))
    if len(plain) > 254 or not _EMAIL.fullmatch(plain):
        return Verdict("", (Why("people.email_wrong"),))
    return Verdict(plain)


def is_name(value: str) -> Verdict[str]:
    """A name trimmed to one line of at most 40 characters; any script."""
    plain = " ".join(plain_text(value).split())
    return Verdict(plain) if len(plain) <= 40 else Verdict("", (Why("people.name_long", {"most": 40}),))


def wait(limit: Limit, count: int, since: datetime, at: datetime) -> int:
    """Seconds until `limit` lets another through when `count` were counted since `since`; 0 when it does now."""
    if count <= limit.most:
        return 0
    return max(1, round((since + timedelta(seconds=limit.seconds) - at).total_seconds()))
