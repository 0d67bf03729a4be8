"""The papers of a confirmation: the parties' joint application, the court's ruling 民事裁定书, and the application for enforcement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from commongrid.base.papers import Block, Facts, Heading, Items, Paper, Sign, Signs, Text
from commongrid.work.mediation.papers import Party, clause, day, scan_code
from commongrid.work.mediation.terms import Ground, Stage, Term

GROUNDS = {
    Ground.INVITED: "邀请调解组织先行调解的法院",
    Ground.HOME: "当事人住所地基层法院",
    Ground.OBJECT: "标的物所在地基层法院",
    Ground.BODY: "调解组织所在地基层法院",
}


RULED = {Stage.CONFIRMED: "确认", Stage.REJECTED: "驳回", Stage.REFUSED: "不予受理"}


FLAWS = {
    "law": "违反法律强制性规定", "others": "损害国家利益、社会公共利益或者他人合法权益", "morals": "违背公序良俗",
    "will": "违反自愿原则", "unclear": "内容不明确", "other": "存在其他不能确认的情形",
}  # fmt: skip


BARS = {
    "scope": "不属于人民法院受理范围", "venue": "不属于收到申请的人民法院管辖", "status": "涉及身份关系的确认或者解除",
    "procedure": "应当适用其他特别程序或者破产程序审理", "title": "涉及物权、知识产权的确权",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What the papers of one confirmation are made of. `laws` names the articles they stand on, by what they are for."""

    number: str
    court: str
    ground: Ground
    agreement: str
    body: str
    parties: tuple[Party, ...]
    terms: tuple[Term, ...]
    effective_at: datetime
    at: datetime
    laws: Mapping[str, str]
    address: str = ""
    signs: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    court_number: str = ""
    judge: str = ""
    filed_at: datetime | None = None
    reason: str = ""
    grounds: str = ""


def names(words: Words) -> str:
    return "、".join(party.name for party in words.parties)


def application(words: Words) -> Paper:
    """司法确认申请书: what both parties ask for, and what they vouch for, with a place for each to sign."""
    people = tuple(("申请人", who(party)) for party in words.parties)
    blocks: tuple[Block, ...] = (
        Facts((*people, ("受理法院", words.court), ("管辖依据", GROUNDS[words.ground]))),
        Heading("请求事项"),
        Text(f"请求依法确认申请人于{day(words.effective_at.date())}经{words.body}主持调解达成的调解协议（编号{words.agreement}）有效。"),
        Heading("事实与理由"),
        Text(f"各方自愿达成下列协议，协议已经各方签名、{words.body}盖章生效，现依据{words.laws['apply']}共同申请。"),
        Items(_terms(words)),
        Heading("共同承诺"),
        Items((
            "协议出于真实意思，没有受胁迫、欺诈，也没有恶意串通、规避法律。",
            "协议不损害国家利益、社会公共利益和他人合法权益；就此给他人造成损害的，愿意承担相应责任。",
            "所交材料真实，争议没有进入其他诉讼、仲裁或者特别程序。",
        )),
        Heading("所附材料"),
        Items(("调解协议书及各方签名、盖章的副本。", f"{words.body}主持调解的证明（协议书所盖印章）。", "各方身份、送达地址和联系方式确认。")),
        Signs(tuple(Sign(f"申请人（签名）{party.name}", *words.signs.get(party.id, ("", ""))) for party in words.parties)),
    )  # fmt: skip
    return Paper(
        title="司法确认申请书", number=f"编号 {words.number}", blocks=blocks, at=words.at, by=words.body,
        foot=f"司法确认申请书 {words.number}",
    )  # fmt: skip


def ruling(words: Words, stage: Stage) -> Paper:
    """民事裁定书: confirmed, rejected or not accepted, with the articles it stands on and what is open afterwards."""
    people = tuple(("申请人", who(party)) for party in words.parties)
    filed = f"，本院于{day(words.filed_at.date())}立案" if words.filed_at else ""
    looked = f"{names(words)}共同申请确认调解协议效力一案{filed}，由审判员一人审查，现已审查终结。"
    found = [Text(f"审查意见：{words.grounds}")] if words.grounds else []
    blocks: tuple[Block, ...] = (
        Facts((*people, ("调解组织", words.body), ("调解协议", f"编号{words.agreement}，{day(words.effective_at.date())}生效"))),
        Text(looked),
        Heading("申请确认的协议内容"),
        Items(_terms(words)),
        Heading("本院认为"),
        Text(_holds(words, stage)),
        *found,
        Heading("裁定如下"),
        Text(_rules(words, stage)),
        Text(_afterwards(words, stage)),
        Signs((Sign("审判员", "", words.judge), Sign(f"{words.court}（印章）", "", day(words.at.date())))),
    )  # fmt: skip
    return Paper(
        title="民事裁定书", number=words.court_number, blocks=blocks, at=words.at, by=words.court,
        foot=f"{words.court} 民事裁定书 {words.court_number}", code=scan_code(words.address),
        code_says=f"核验真伪（不显示内容）：{words.address}\n核验编号：{words.number}",
    )  # fmt: skip


def _terms(words: Words) -> tuple[str, ...]:
    known = {party.id: party.name for party in words.parties}
    return tuple(clause(term, known[term.who]) for term in words.terms)


def who(party: Party) -> str:
    """A party by name, with whoever stands for them."""
    return f"{party.name}（委托代理人：{party.agent}）" if party.agent else party.name


def _holds(words: Words, stage: Stage) -> str:
    if stage == Stage.CONFIRMED:
        return "申请人的协议出于自愿，内容明确、可以履行，没有法律规定不予确认的情形，符合司法确认的条件。"
    why = BARS[words.reason] if stage == Stage.REFUSED else FLAWS[words.reason]
    return f"经审查，本案{why}（{words.laws['refuse' if stage == Stage.REFUSED else 'reject']}），不符合司法确认的条件。"


def _rules(words: Words, stage: Stage) -> str:
    if stage == Stage.CONFIRMED:
        return f"依照{words.laws['apply']}、{words.laws['confirm']}，{names(words)}于{day(words.effective_at.date())}达成的调解协议（编号{words.agreement}）有效。"
    if stage == Stage.REJECTED:
        return f"依照{words.laws['confirm']}，驳回{names(words)}的申请。"
    return f"对{names(words)}的申请，不予受理。"


def _afterwards(words: Words, stage: Stage) -> str:
    if stage == Stage.CONFIRMED:
        return (
            "各方应当按照协议自觉履行。一方拒绝履行或者没有全部履行的，对方可以向人民法院申请执行。本裁定作出后即生效。"
            f"当事人认为裁定有错误的，依据{words.laws['objection']}，可以自收到之日起在法定期间内向本院提出异议。"
        )
    return "当事人可以变更原协议或者另行达成协议，也可以就原纠纷向人民法院起诉，约定仲裁的可以申请仲裁。"
