"""What is personal in a text: where it stands and what it is. It marks; a person cuts, and another compares. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST_NAME = 2
"""A single sign would mark half of every text."""


class Personal(StrEnum):
    """What a mark is about; when two meet on one stretch the earlier here wins."""

    NAME = "name"
    EMAIL = "email"
    IDENTITY = "identity"
    PLATE = "plate"
    ACCOUNT = "account"
    PHONE = "phone"
    ADDRESS = "address"


CUT: dict[Personal, str] = {
    Personal.NAME: "〔姓名〕",
    Personal.EMAIL: "〔邮箱〕",
    Personal.IDENTITY: "〔证件号码〕",
    Personal.PLATE: "〔车牌〕",
    Personal.ACCOUNT: "〔账号〕",
    Personal.PHONE: "〔电话〕",
    Personal.ADDRESS: "〔住址〕",
}

_GAP = r"[\s\-–—·.．]?"
_DIGIT = "[0-9０-９]"
_NUMBER = "[0-9０-９A-Za-zＡ-Ｚａ-ｚ一二三四五六七八九十百零〇]"
_PART = rf"{_NUMBER}{{1,5}}\s?(?:号楼|号|栋|幢|座|单元|梯|楼|层|室|房|户)"
"""A piece of a house's address; one alone is a line of the underground as often as a house."""
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温庄欧"
)
_PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (Personal.NAME, re.compile(r"(?:(?<=我叫)|(?<=姓名：)|(?<=姓名:))[\u4e00-\u9fff]{2,4}")),
    (Personal.NAME, re.compile(rf"[{_SURNAMES}](?:先生|女士|小姐|阿姨|师傅|某某?)")),
    (Personal.EMAIL, re.compile(r"[\w.+-]+[@＠][\w-]+(?:[.．][\w-]+)+", re.ASCII | re.IGNORECASE)),
    (
        Personal.IDENTITY,
        re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{6}}{_GAP}{_DIGIT}{{8}}{_GAP}{_DIGIT}{{3}}[0-9０-９XxＸｘ](?!{_DIGIT})"),
    ),
    (Personal.IDENTITY, re.compile(r"(?<![A-Za-z0-9])[HMCEGKhmcegk]\d{8}(?!\d)")),
    (
        Personal.PLATE,
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领港澳]\s?[A-Za-z]\s?[·•.\-]?\s?"
            r"[A-Za-z0-9]{4,6}[挂学警港澳]?(?![A-Za-z0-9])"
        ),
    ),
    (Personal.ACCOUNT, re.compile(rf"(?<!{_DIGIT}){_DIGIT}(?:{_GAP}{_DIGIT}){{14,18}}(?!{_DIGIT})")),
    (
        Personal.PHONE,
        re.compile(rf"(?<!{_DIGIT})(?:[+＋]?(?:86|８６){_GAP})?[1１][3-9３-９](?:{_GAP}{_DIGIT}){{9}}(?!{_DIGIT})"),
    ),
    (Personal.PHONE, re.compile(rf"(?<!{_DIGIT})(?:[0０]{_DIGIT}{{2,3}}[\s\-－—]?)?[2-9２-９]{_DIGIT}{{6,7}}(?!{_DIGIT})")),
    (Personal.ADDRESS, re.compile(rf"[\u4e00-\u9fff]{{2,8}}(?:路|街|巷|里|坊|道|园|区|苑|村|厦|城)(?:\s?{_PART}){{1,6}}")),
    (Personal.ADDRESS, re.compile(rf"{_PART}(?:\s?{_PART}){{1,5}}")),
    (Personal.ADDRESS, re.compile(rf"{_NUMBER}{{1,5}}\s?(?:号楼|栋|幢|单元|室|房)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of a text (`start` counted in, `end` not) and what it is."""

    start: int
    end: int
    what: Personal


def marks(text: str, names: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Everything personal that is found in a text, in order and nowhere doubled. `names`: who is known to be in it."""
    found = [
        Mark(hit.start(), hit.end(), _kind(name)) for name in _told(names) for hit in re.finditer(re.escape(name), text)
    ]  # fmt: skip
    found += [Mark(hit.start(), hit.end(), what) for what, shape in _PATTERNS for hit in shape.finditer(text)]
    order = list(Personal)
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda one: (order.index(one.what), one.start - one.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda one: one.start))


def _told(names: Iterable[str]) -> list[str]:
    """Names as they may stand in a text, the longest first."""
    plain = {name.strip() for name in names if len(name.strip()) >= LEAST_NAME}
    return sorted(plain, key=len, reverse=True)


def _kind(known: str) -> Personal:
    """What is known of somebody may be their number or address as well as their name."""
    if "@" in known:
        return Personal.EMAIL
    return Personal.PHONE if any(sign.isdigit() for sign in known) else Personal.NAME


def cut(text: str, found: Sequence[Mark]) -> str:
    """The text with a word for what was cut at every mark: where a person begins, not what is published."""
    pieces, at = [], 0
    for mark in found:
        pieces += [text[at : mark.start], CUT[mark.what]]
        at = mark.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text for showing: plain, or marked with what it is."""

    text: str
    what: str = ""


def pieces(text: str, found: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text in stretches, marked and plain, in order; nothing is left out."""
    parted, at = [], 0
    for mark in found:
        parted += [Piece(text[at : mark.start]), Piece(text[mark.start : mark.end], str(mark.what))]
        at = mark.end
    return tuple(piece for piece in [*parted, Piece(text[at:])] if piece.text)
