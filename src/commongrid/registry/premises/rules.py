"""Decisions about premises: credit codes, what is wrong with facts, and which two may be one. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.places.coordinates import metres
from commongrid.registry.premises.terms import Kind, PremisesRow, Spot

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs of a unified social credit code: no I, O, S, V or Z (GB 32100-2015, 4.5)."""
MOST_FLOORS, MOST_ROOMS = 200, 10_000
NEAR_M, FAR_M = 15.0, 60.0
"""Within the first distance a position says "the same", beyond the second it says "another"."""
LIKELY = 0.72
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
NUMBERS = re.compile(r"\d+")


def is_credit_code(text: str) -> Verdict[bool]:
    """Is this a unified social credit code? 18 signs, the last of them the check sign (GB 32100-2015, annex A)."""
    if len(text) != 18 or any(sign not in SIGNS for sign in text):
        return Verdict(False, (Why("premises.credit_code_signs", {"text": text}),))
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:17]))
    expected = SIGNS[-total % 31]
    if text[17] != expected:
        return Verdict(False, (Why("premises.credit_code_check", {"text": text, "last": text[17]}),))
    return Verdict(True)


def plain_credit_code(text: str) -> str:
    """A credit code in one form: half-width, capitals, no spaces or hyphens."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def fact_faults(row: PremisesRow) -> list[Why]:
    """What is wrong with one line by itself; codes of other things are checked by the act."""
    told: Mapping[str, str] = {"code": row.code}
    found = []
    if not CODE.fullmatch(row.code):
        found.append(Why("premises.bad_code", {**told}))
    if not row.name.strip():
        found.append(Why("premises.no_name", {**told}))
    if row.kind not in set(Kind):
        found.append(Why("premises.unknown_kind", {**told, "kind": row.kind}))
    if not (-180 <= row.lon <= 180 and -90 <= row.lat <= 90):
        found.append(Why("premises.bad_position", {**told}))
    found += count_faults(row.floors, row.rooms) + date_faults(row.valid_from, row.valid_until)
    if row.credit_code:
        found += is_credit_code(row.credit_code).why
    if row.parent and row.parent == row.code:
        found.append(Why("premises.in_itself", {**told}))
    return found


def count_faults(floors: int | None, rooms: int | None) -> list[Why]:
    """Floors and rooms are counts that a building can have, or not known."""
    found = []
    if floors is not None and not 0 < floors <= MOST_FLOORS:
        found.append(Why("premises.bad_floors", {"floors": floors, "most": MOST_FLOORS}))
    if rooms is not None and not 0 <= rooms <= MOST_ROOMS:
        found.append(Why("premises.bad_rooms", {"rooms": rooms, "most": MOST_ROOMS}))
    return found


def date_faults(since: date | None, until: date | None) -> list[Why]:
    """A place cannot have ended before it began."""
    if since and until and until < since:
        return [Why("premises.ends_before_start", {"since": since.isoformat(), "until": until.isoformat()})]
    return []


def is_same(one: Spot, other: Spot) -> Verdict[float]:
    """How likely two premises are one, 0 to 1, by position, address, name and credit code; `LIKELY` and up is shown.

    Two different house numbers are two houses, and two different credit codes two businesses, however near they are.
    """
    apart = metres(one.lon, one.lat, other.lon, other.lat)
    told = Why("premises.metres_apart", {"metres": round(apart)})
    if apart > FAR_M:
        return Verdict(0.0, (told,))
    if one.credit_code and other.credit_code and one.credit_code != other.credit_code:
        return Verdict(0.0, (told, Why("premises.other_credit_code")))
    numbers = _numbers(one.address), _numbers(other.address)
    if all(numbers) and numbers[0] != numbers[1]:
        return Verdict(0.0, (told, Why("premises.other_house_number")))
    near = 1.0 if apart <= NEAR_M else 1.0 - (apart - NEAR_M) / (FAR_M - NEAR_M)
    name, address = likeness(one.name, other.name), likeness(one.address, other.address)
    words = max(name, address) if not (one.address and other.address) else 0.5 * (name + address)
    if one.credit_code and one.credit_code == other.credit_code:
        words = max(words, 0.9)
    whys = told, Why("premises.alike", {"name": round(100 * name), "address": round(100 * address)})
    return Verdict(0.3 * near + 0.7 * words, whys)


def likeness(one: str, other: str) -> float:
    """How alike two short texts are: shared pairs of signs over all pairs, 0 to 1."""
    ours, theirs = _pairs(one), _pairs(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[\s,.，。()（）-]", "", unicodedata.normalize("NFKC", text)).lower()
    return {plain[at : at + 2] for at in range(len(plain) - 1)} or ({plain} if plain else set())


def _numbers(address: str) -> list[str]:
    return NUMBERS.findall(unicodedata.normalize("NFKC", address))
