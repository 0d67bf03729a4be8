"""The application for enforcement 强制执行申请书."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commongrid.base.papers import Block, Facts, Heading, Items, Paper, Sign, Signs, Text
from commongrid.work.mediation.papers import Party, day
from commongrid.work.mediation.rulings import Words, who


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What a creditor asks a court to enforce: nth clause, in words, due on, how much of it."""

    nth: int
    says: str
    due_on: date
    amount: Decimal | None


def enforcement(
    words: Words, creditor: Party, debtor: Party, unpaid: tuple[Unpaid, ...], until: date
) -> Paper:
    """强制执行申请书 to the basic court, with what is not performed and the last day to ask."""
    total = sum((one.amount for one in unpaid if one.amount is not None), Decimal())
    rows = tuple(
        f"第{one.nth}条：{one.says.rstrip('。')}，应于{day(one.due_on)}前履行，尚未履行。" for one in unpaid
    )
    summed = f"，其中金钱给付合计人民币{total:,.2f}元" if total else ""
    blocks: tuple[Block, ...] = (
        Facts((("申请执行人", who(creditor)), ("被执行人", who(debtor)), ("执行法院", words.court), ("执行依据", f"{words.court_number}民事裁定书"))),
        Heading("请求事项"),
        Text(f"强制被执行人履行裁定确认的下列义务{summed}。"),
        Items(rows),
        Heading("事实与理由"),
        Text(
            f"{words.court}以{words.court_number}民事裁定书确认申请执行人与被执行人的调解协议（编号{words.agreement}）有效。"
            f"被执行人逾期未履行上列义务，现依据{words.laws['enforce']}申请执行。申请执行的期限至{day(until)}止。"
        ),
        Signs((Sign(f"申请执行人（签名）{creditor.name}"),)),
    )  # fmt: skip
    return Paper(
        title="强制执行申请书", number=f"编号 {words.number}", blocks=blocks, at=words.at, by=words.body,
        foot=f"强制执行申请书 {words.number}",
    )  # fmt: skip
