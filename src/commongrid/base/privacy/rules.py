"""How personal values are compared and shown: one written form each, and a mask that gives little away."""

from __future__ import annotations

import re
import unicodedata

from commongrid.base.privacy.terms import LEAST_REASON
from commongrid.base.verdicts import Verdict, Why

_BETWEEN_DIGITS = re.compile(r"[\s\-.()·‐-―]+")
_CHINA = re.compile(r"^(?:(?:\+|00)86|86(?=1\d{10}$))")


def plain_text(value: str) -> str:
    """One form of what people type: full-width to half-width, invisible characters gone, ends trimmed."""
    folded = unicodedata.normalize("NFKC", value)
    return "".join(letter for letter in folded if unicodedata.category(letter) not in {"Cf", "Cc"}).strip()


def plain_phone(value: str) -> str:
    """A phone number in one form: "＋86 138-2760 5190" is "13827605190"; a foreign one keeps its plus."""
    digits = _BETWEEN_DIGITS.sub("", plain_text(value))
    digits = _CHINA.sub("", digits)
    return "+" + digits[2:] if digits.startswith("00") else digits


def plain_email(value: str) -> str:
    """An e-mail address in one form: small letters, no spaces."""
    return plain_text(value).replace(" ", "").lower()


def masked_phone(value: str | None) -> str:
    """138****5190; a shorter number shows its last two digits only; nothing for nothing."""
    plain = plain_phone(value or "")
    if len(plain) >= 11:
        return f"{plain[:-8]}****{plain[-4:]}"
    return "*" * max(len(plain) - 2, 0) + plain[-2:] if len(plain) > 3 else "*" * len(plain)


def masked_name(value: str | None) -> str:
    """The first character and a star for each that follows: 林**, 何*, J***."""
    plain = plain_text(value or "")
    return plain[:1] + "*" * min(len(plain) - 1, 3) if len(plain) > 1 else "*" * len(plain)


def masked_email(value: str | None) -> str:
    """The first letter and the domain: l***@example.org."""
    name, at, domain = plain_email(value or "").partition("@")
    return f"{name[:1] if len(name) > 1 else ''}***@{domain}" if at else "*" * min(len(name), 3)


def is_reason_enough(why: str) -> Verdict[bool]:
    """Is `why` a reason somebody could be held to, and not a key held down?"""
    told = plain_text(why)
    if len(told) < LEAST_REASON or len(set(told)) < 3:
        return Verdict(False, (Why("privacy.reason_too_short", {"least": LEAST_REASON}),))
    return Verdict(True)
