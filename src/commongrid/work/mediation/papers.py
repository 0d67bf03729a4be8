"""The agreement as a paper 人民调解协议书, in the form the law asks for (人民调解法 29): always in Chinese."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import segno

from commongrid.base.papers import Block, Facts, Heading, Items, Paper, Sign, Signs, Text
from commongrid.work.mediation import rules
from commongrid.work.mediation.terms import Side, Term

SIDES = {Side.APPLICANT: "申请人", Side.RESPONDENT: "被申请人", Side.THIRD: "第三人"}
TITLE = "人民调解协议书"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who signs: as what, by which name, who signs for them."""

    id: UUID
    side: Side
    name: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All that stands in the agreement. `address` is the page that says whether a document is genuine."""

    number: str
    matter: str
    body: str
    parties: tuple[Party, ...]
    issues: str
    manner: str
    terms: tuple[Term, ...]
    drawn_at: datetime
    address: str
    signs: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    mediator: tuple[str, str] = ("", "")
    sha256: str = ""


def owner_of(agreement: UUID, part: str = "") -> str:
    """Under which owner base/files keeps the text, its signed "copy" or the sealed "scan"."""
    return f"mediation:{rules.part_id(agreement, part) if part else agreement}"


def agreement(words: Words) -> Paper:
    """The text, and with `signs` the copy that shows who signed when. Two parties and the body each keep one."""
    names = {party.id: party.name for party in words.parties}
    people = tuple((SIDES[party.side], _who(party)) for party in words.parties)
    blocks: tuple[Block, ...] = (
        Facts((*people, ("调解组织", words.body), ("调解案号", words.matter))),
        Heading("纠纷主要事实、争议事项及各方责任"),
        Text(words.issues),
        Heading("达成协议的内容"),
        Text("经调解，各方当事人自愿达成如下协议："),
        Items(tuple(clause(term, names[term.who]) for term in words.terms)),
        Heading("履行方式、地点"),
        Text(words.manner or "按上述各条载明的期限履行。"),
        Text(_closing(len(words.parties))),
        Signs((*_signs(words), Sign("人民调解员（签名）", "", words.mediator[1]), Sign("调解组织（盖章）"))),
    )
    return Paper(
        title=TITLE, number=f"编号 {words.number}", blocks=blocks, at=words.drawn_at, by=words.body,
        foot=f"{TITLE} {words.number}", code=scan_code(words.address), code_says=_checked(words),
    )  # fmt: skip


def clause(term: Term, name: str) -> str:
    """One term as a sentence: who, by when, what, how much."""
    until = f"于{day(term.by_on)}前" if term.by_on else ""
    amount = f"，金额人民币{term.amount:,.2f}元" if term.amount is not None else ""
    return f"{name}{until}{term.what.rstrip('。；')}{amount}。"


def day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _checked(words: Words) -> str:
    signed = f"\n所签文本校验值（SHA-256）：\n{words.sha256}" if words.sha256 else ""
    return f"核验真伪（不显示内容）：{words.address}{signed}"


def _who(party: Party) -> str:
    return f"{party.name}（委托代理人：{party.agent}）" if party.agent else party.name


def _closing(parties: int) -> str:
    return (
        f"本协议一式{parties + 1}份，当事人各执一份，调解组织留存一份。本协议自各方当事人签名、人民调解员签名并加盖"
        "调解组织印章之日起生效。各方认为有必要的，可以在法定期限内共同向人民法院申请司法确认。"
    )


def _signs(words: Words) -> Sequence[Sign]:
    found = ((party, words.signs.get(party.id, ("", ""))) for party in words.parties)
    return [Sign(f"{SIDES[party.side]}（签名）{party.name}", svg, said) for party, (svg, said) in found]


def scan_code(address: str) -> str:
    """The address as a code to scan, an SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
