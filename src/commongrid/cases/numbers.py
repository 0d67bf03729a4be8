"""Case numbers: ten signs that can be read out, say where and when, and cannot be guessed one from another.

Two letters of the town, three signs of the day (days since 2000-01-01), four random signs, one check sign
(a pure system of ISO 7064 over our 31 signs, a prime: finds every single wrong sign and every swap of neighbours).
"""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from stdnum.iso7064 import mod_37_2

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_SIGNS = 4
RANDOM_SPACE = len(SIGNS) ** RANDOM_SIGNS
DAY_ZERO = date(2000, 1, 1)
FALLBACK_LETTERS = "ZZ"
GAPS = frozenset(" -·.,/_—–")
TAIL = 6
"""Signs of the end people read out: the last of the day, four random ones, the check sign."""


def make(letters: str, day: date, random: int) -> str:
    """The number for a town's letters, a day, and a random integer below RANDOM_SPACE."""
    body = (letters or FALLBACK_LETTERS) + _signs((day - DAY_ZERO).days, 3) + _signs(random, RANDOM_SIGNS)
    return body + str(mod_37_2.calc_check_digit(body, alphabet=SIGNS))


def is_valid(number: str) -> bool:
    """Is this a well-formed number with the right check sign (after `clean`)?"""
    return (
        len(number) == 10
        and all(sign in SIGNS for sign in number)
        and mod_37_2.is_valid(number, alphabet=SIGNS)
    )


def clean(typed: str) -> str:
    """What somebody typed or read out, as we store it: upper case, no gaps, nothing that cannot be seen."""
    typed = unicodedata.normalize("NFKC", typed)
    return "".join(sign for sign in typed if sign.isprintable() and sign not in GAPS).upper()


def is_beginning(typed: str) -> bool:
    """May this be the beginning of a number (after `clean`): the town, the day, and perhaps more?"""
    return 5 <= len(typed) < 10 and typed[:2].isalpha() and all(sign in SIGNS for sign in typed)


def is_ending(typed: str) -> bool:
    """May this be the last six signs of a number (after `clean`)? It may be words as well."""
    return len(typed) == TAIL and all(sign in SIGNS for sign in typed)


def tail(number: str) -> str:
    """The last six signs, by which a case is found too."""
    return number[-TAIL:]


def spoken(number: str) -> str:
    """In groups for the eye and the telephone: `SB6B 2M7K 4T`."""
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def day_of(number: str) -> date:
    """The day a number carries."""
    days = 0
    for sign in number[2:5]:
        days = days * len(SIGNS) + SIGNS.index(sign)
    return DAY_ZERO + timedelta(days=days)


def _signs(value: int, width: int) -> str:
    out = ""
    for _ in range(width):
        value, rest = divmod(value, len(SIGNS))
        out = SIGNS[rest] + out
    return out
