"""All the ways the divisions of a city are written, and where a text writes them. Pure.

The longest name wins where several begin at the same character. Names of provinces and of the city itself
are taken whole and then forgotten, so that 广东城管 is not 东城 and 东莞城区 is not 莞城. What the hits mean
is weighed in `wording.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commongrid.registry.places import naming
from commongrid.registry.places.terms import Level

TOWN_WORDS = ("镇", "街道", "街道办", "街道办事处", "区", "乡", "管委会", "镇区", "城区")
VILLAGE_WORDS = {
    "社区": ("社区", "居委会", "社区居委会", "居民委员会", "社区居民委员会"),
    "村": ("村", "村委", "村委会", "村村委会", "村民委员会", "村村民委员会"),
}
_EVERYDAY = """
新村 新城 光明 胜利 东方 中心 江南 水口 五星 三星 一村 四村 新联 宝山 东风 先锋 大步 创业 城中 东山 新安 桥头 涌口 水边
江边 田头 田尾 田边 村头 村尾 白马 平山 农场 圩镇 新民 长乐 南面 北面 福安 兴隆 水平 大坪 东向 新和 新市 下桥 上桥 市桥
四乡 三中 大利 民族 太平 和平 团结 幸福 解放 建设 前进 友谊 文化 中山 人民 红星 向阳 朝阳 东升 南山 西湖 新华 新兴 永安
平安 生态园 沙头 沙湖 坑口 镇口 大塘 大井头 石井 高英
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words people use without meaning the place: a name among them counts only as official or beside its town."""
_PROVINCES = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西
甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
PROVINCES = frozenset(_PROVINCES.split())
NO_PLACE = ("城中村",)
SENTENCE_ENDS = frozenset("。！？!?\n；;")


@dataclass(frozen=True, slots=True)
class Named:
    """A division as it is called."""

    code: str
    name: str
    short: str
    level: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place known by a name of its own (premises), and the area it lies in."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One place a word may mean. Official spellings need no town beside them."""

    code: str
    stem: str
    is_town: bool
    is_official: bool

    @property
    def is_everyday(self) -> bool:
        return self.stem in EVERYDAY


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text."""

    start: int
    end: int
    words: str
    sentence: int
    senses: tuple[Sense, ...]

    def names_town(self, code: str) -> bool:
        return any(sense.is_town and sense.code == code for sense in self.senses)


class Gazetteer:
    """Immutable; built once per map version."""

    def __init__(self, divisions: Iterable[Named], marks: Iterable[Mark] = ()) -> None:
        everything = list(divisions)
        self.names = {division.code: division.name for division in everything}
        self.shorts = {
            division.code: division.short for division in everything if division.level == Level.TOWN
        }
        self.cities = [naming.shorten(one.name, one.level) for one in everything if one.level == Level.CITY]
        senses: dict[str, set[Sense]] = defaultdict(set)
        for text, sense in (pair for division in everything for pair in _spellings(division)):
            senses[text].add(sense)
        for mark in marks:
            if len(mark.name) >= 4:
                senses[mark.name].add(Sense(mark.code, mark.name, False, True))
        self._senses = {text: tuple(sorted(one, key=lambda s: s.code)) for text, one in senses.items()}
        for text in (*PROVINCES, *self.cities):
            self._senses.setdefault(text, ())
        self._senses |= dict.fromkeys(NO_PLACE, ())
        self._longest = max(map(len, self._senses), default=0)

    def hits(self, text: str, within: str = "") -> Iterator[Hit]:
        """Names in `text` from left to right, only places whose code starts with `within`."""
        at = sentence = 0
        while at < len(text):
            found = self._longest_at(text, at)
            if found is None:
                sentence += text[at] in SENTENCE_ENDS
                at += 1
                continue
            senses = tuple(sense for sense in self._senses[found] if sense.code.startswith(within))
            if senses:
                yield Hit(at, at + len(found), found, sentence, senses)
            at += len(found)

    def town_of(self, code: str) -> str:
        """The town that a village, a grid or the town itself belongs to; "" when there is none."""
        return code[:9] if code[:9] in self.shorts else ""

    def name_of(self, code: str) -> str:
        return self.names.get(code) or self.names.get(code[:12], code)

    def _longest_at(self, text: str, at: int) -> str | None:
        for size in range(min(self._longest, len(text) - at), 1, -1):
            if (found := text[at : at + size]) in self._senses:
                return found
        return None


def _spellings(division: Named) -> Iterator[tuple[str, Sense]]:
    code, name = division.code, division.name
    if division.level == Level.TOWN:
        stem = division.short
        official = Sense(code, stem, is_town=True, is_official=True)
        yield name, official
        yield from ((stem + word, official) for word in TOWN_WORDS)
        if stem != name:
            yield stem, Sense(code, stem, is_town=True, is_official=False)
    elif division.level == Level.VILLAGE:
        stem = naming.stem(name, division.level)
        official = Sense(code, stem, is_town=False, is_official=True)
        yield name, official
        own = "村" if re.search(r"村(村民委员会|村?委会)?$", name) else "社区"
        unofficial = Sense(code, stem, is_town=False, is_official=False)
        for kind, words in VILLAGE_WORDS.items():
            # People go on saying village after it became a community; with an everyday word that proves nothing.
            sense = official if kind == own or stem not in EVERYDAY else unofficial
            yield from ((stem + word, sense) for word in words)
        yield stem, unofficial
