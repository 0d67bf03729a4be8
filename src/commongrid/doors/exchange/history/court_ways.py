"""How far each agreement of the demonstration has come: before the judge, confirmed with instalments, overdue, rejected, never confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commongrid.doors.exchange.history.courting import (
    HOURS,
    Bench,
    applied,
    asked,
    confirmed,
    drafted,
    joined,
    paid,
    rejected,
)
from commongrid.work.mediation.models import Agreement
from commongrid.work.mediation.terms import Topic


@dataclass(frozen=True, slots=True)
class Way:
    """How long ago the agreement came into effect, what is owed, and how far it has come."""

    days: float
    terms: tuple[tuple[str, int, str], ...]
    live: Callable[[Bench, Agreement, datetime], object]


def _half(there: Bench, made: Agreement, at: datetime) -> None:
    joined(drafted(there, made, at + HOURS * 3), ("applicant",), at + HOURS * 4)


def _just_now(there: Bench, made: Agreement, at: datetime) -> None:
    applied(there, made, there.now - HOURS / 10)


def _asked(there: Bench, made: Agreement, at: datetime) -> None:
    asked(there, made, there.now - HOURS * 2)


def _instalments(there: Bench, made: Agreement, at: datetime) -> None:
    confirmed(there, made, at + HOURS * 5)
    paid(made, 1, at + timedelta(days=9))


def _overdue(there: Bench, made: Agreement, at: datetime) -> None:
    confirmed(there, made, at + HOURS * 5)


def _rejected(there: Bench, made: Agreement, at: datetime) -> None:
    rejected(there, made, at + HOURS * 5)


def _plain(there: Bench, made: Agreement, at: datetime) -> None:
    """Nobody asks a court; the first payment is past its day."""


BUILDER = (
    ("支付工程款首期", 10, "110000.00"),
    ("支付工程款第二期", 32, "100000.00"),
    ("付清工程款余额", 62, "100000.00"),
)
WAYS = (
    Way(0.4, (("退还押金", 12, "3200.00"),), _just_now),
    Way(3, (("赔付医药费和误工费", 30, "18600.00"),), _asked),
    Way(5, (("退还剩余卡费", 20, "2400.00"),), _half),
    Way(30, BUILDER, _instalments),
    Way(70, (("付清货款", 25, "46000.00"),), _overdue),
    Way(20, (("修好漏水并赔偿墙面", 40, "5000.00"),), _rejected),
    Way(26, (("付清拖欠工资", 15, "16800.00"),), _plain),
)

AT_COURT = (
    (Topic.TENANCY, "退租后押金未退，双方对墙面损耗看法不一。", "退还押金。"),
    (Topic.INJURY, "送货车倒车撞伤行人，赔偿数额谈不拢。", "赔付医药费和误工费。"),
    (Topic.CONSUMER, "培训班停课，剩余课时费未退。", "退还剩余费用。"),
    (Topic.CONTRACT, "厂房装修完工，工程款三十一万元未付。", "付清工程款。"),
    (Topic.CONTRACT, "五金配件货款逾期未付。", "付清货款。"),
    (Topic.NEIGHBOURS, "楼上漏水泡坏墙面。", "修好并赔偿。"),
    (Topic.WAGES, "两个月工资未发。", "付清工资。"),
)
