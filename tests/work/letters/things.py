"""Boxes and letters for the tests of this room."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from commongrid.base.access.terms import SYSTEM
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.work.letters import acts
from commongrid.work.letters.models import Box, Letter, Publication
from commongrid.work.letters.terms import BoxSetting, Redacted, Topic
from tests.cast import Town

TOWN = "449900101"
PHONE = "13800007777"
WORDS = "我叫陈小明，住东兴路12号3栋502室，电话13800007777。小区电动车停在楼道里充电，晚上有焦味。"
CANARIES = ("陈小明", "3栋502", "13800007777")
ANSWER = "已联系物业清理楼道，陈小明反映的充电问题三日内整改，咨询可打物业前台。"


def box(town: Town, **other: Any) -> Box:
    """The secretary online of the town: its centre answers."""
    facts = {
        "code": "secretary-town", "kind": "secretary", "name": "石埠镇委书记在线", "name_en": "Secretary of Shibu online",
        "area": TOWN, "unit": "449900101-ZW", "answer_days": 5, "answer_source": "演示设定",
    }  # fmt: skip
    return acts.set_box(BoxSetting(**{**facts, **other}), by=SYSTEM, at=town.now, why="test")


def written(
    town: Town, found: Box | None = None, *, words: str = WORDS, agreed: bool | None = True
) -> Letter:
    key = uuid4()
    draft = intake.Draft(channel="secretary", key=str(key), id=key, words=words, area=TOWN)
    found = found or Box.objects.filter(pk="secretary-town").first() or box(town)
    return acts.write(found, draft, phone=PHONE, agreed=agreed, by=reports.reporter(), at=town.now)[1]


def answered(town: Town, **other: Any) -> Letter:
    """Drafted by the dispatcher, approved by the supervisor of the same centre."""
    letter = written(town, **other)
    acts.draft(letter, ANSWER, town.item(), by=town.zhoumin, at=town.later(hours=1))
    return acts.approve(letter, by=town.liangyong, at=town.later(hours=1))


def clean(**other: Any) -> Redacted:
    facts: dict[str, Any] = {
        "title": "楼道充电", "topic": Topic.SAFETY, "question": "小区电动车停在楼道里充电，晚上有焦味。",
        "answer": "已联系物业清理楼道，三日内整改，咨询可打物业前台。",
    }  # fmt: skip
    return Redacted(**{**facts, **other})


def published(town: Town, **other: Any) -> Publication:
    letter = answered(town)
    found = acts.redact(letter, clean(**other), by=town.zhoumin, at=town.later(hours=1))
    return acts.publish(found, letter, by=town.liangyong, at=town.later(hours=1))
