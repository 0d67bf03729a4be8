"""Names of divisions: shortened as people say them, spelled in pinyin, and two letters for case numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

COMMITTEES = ("居民委员会", "村民委员会", "居委会", "村委会")
TOWN_ENDINGS = ("街道办事处", "街道", "民族乡", "镇", "乡", "苏木")
UPPER_ENDINGS = ("自治州", "自治县", "省", "市", "地区", "盟", "区", "县", "旗")
VILLAGE_ENDINGS = ("虚拟社区", "生活区", "社区", "村")
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a case number may hold: none that is taken for a digit (I, O, L)."""

IN_PLACE_NAMES = {"厦": "xia", "涌": "chong", "长": "chang"}
"""Read so in names of places (塘厦 Tangxia, 麻涌 Machong, 长安 Chang'an), otherwise elsewhere."""


def shorten(name: str, level: str) -> str:
    """The name on screen: 虎门镇 → 虎门, 大宁社区居民委员会 → 大宁社区, 芦村村民委员会 → 芦村."""
    if level == "village":
        for ending in COMMITTEES:
            if name.endswith(ending):
                name = name.removesuffix(ending)
                return name if name.endswith(("社区", "村")) else name + ("村" if "村" in ending else "社区")
        return name
    for ending in TOWN_ENDINGS if level == "town" else UPPER_ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def stem(name: str, level: str) -> str:
    """The bare name: 大宁社区居民委员会 → 大宁, 虎门镇 → 虎门; never shorter than two characters."""
    name = shorten(name, level)
    for ending in VILLAGE_ENDINGS if level == "village" else ():
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def syllables(text: str) -> list[str]:
    """Pinyin without tones, one syllable for each character: 虎门 → ["hu", "men"]."""
    return [part for part in _spelled(text) if part]


def spell(text: str) -> str:
    """The sort key: syllables with spaces between."""
    return " ".join(syllables(text))


def english(text: str) -> str:
    """As on a road sign: 虎门 → Humen, 长安 → Chang'an."""
    joined = ""
    for part in syllables(text):
        joined += ("'" if joined and part[0] in "aeo" else "") + part
    return joined[:1].upper() + joined[1:]


def number_letters(spellings: Sequence[Sequence[str]], taken: Iterable[str] = ()) -> list[str]:
    """Two letters for each town (given as syllables), all different: initials first, then letters of the name."""
    used = set(taken)
    found = []
    for spelling in spellings:
        letters = next(pair for pair in _pairs(spelling) if pair not in used)
        used.add(letters)
        found.append(letters)
    return found


def _pairs(spelling: Sequence[str]) -> Iterator[str]:
    parts = [[letter for letter in part.upper() if letter in LETTERS] for part in spelling]
    firsts = (parts[0] if parts else []) or list(LETTERS)
    rest = [letter for part in parts[1:] for letter in part] + firsts[1:]
    yield from (first + second for first in firsts[:1] for second in rest)
    yield from (first + second for first in firsts for second in [*rest, *LETTERS])
    yield from (first + second for first in LETTERS for second in LETTERS)


@cache
def _spelled(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # half a second and 30 MB: only who imports names pays for it

    parts = [re.sub(r"[^a-z]", "", part.lower().replace("ü", "v")) for part in lazy_pinyin(text)]
    if len(parts) == len(text):
        parts = [IN_PLACE_NAMES.get(sign, part) for sign, part in zip(text, parts, strict=True)]
    return tuple(parts)
