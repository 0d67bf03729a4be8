"""Certificate numbers: twelve signs that can be read out, cannot be guessed, and know when one of them is wrong.

Eleven random signs (about 54 bits) and a check sign: a pure system of ISO 7064 over the 31 signs of case numbers. 31 is prime,
so every single wrong sign and every swap of neighbours is found.
"""

from __future__ import annotations

import secrets

from stdnum.iso7064 import mod_37_2

from commongrid.cases.numbers import SIGNS, clean

SIZE = 12


def make() -> str:
    """A number nobody had before, as far as chance goes; the table's constraint has the last word."""
    body = "".join(secrets.choice(SIGNS) for _ in range(SIZE - 1))
    return body + str(mod_37_2.calc_check_digit(body, alphabet=SIGNS))


def read(typed: str) -> str:
    """What somebody typed, scanned or read out, as it is stored; "" where it cannot be a number of ours."""
    number = clean(typed[:40])
    is_ours = len(number) == SIZE and all(sign in SIGNS for sign in number)
    return number if is_ours and mod_37_2.is_valid(number, alphabet=SIGNS) else ""


def spoken(number: str) -> str:
    """In groups of four: `7KQ2 M4TD 9XWF`."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
