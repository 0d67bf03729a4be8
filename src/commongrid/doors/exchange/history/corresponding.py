"""Letters of the demonstration's home town: boxes of the pack, letters in every state, two answers that are public."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from commongrid.base.access import rules as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Refused
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.letters import loading
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.intake.suggestion import suggest
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.packs import shelf
from commongrid.work.letters import acts, queries, redacting
from commongrid.work.letters.models import Box, Letter
from commongrid.work.letters.terms import Redacted, Topic

SPACE = uuid.UUID("7a2c61de-53a8-4d0f-8c55-2f0d5a0c9b11")
PUBLIC, AGREED, ANSWERED, DRAFTED, OPEN = "public", "agreed", "answered", "drafted", "open"
LETTERS = (
    (PUBLIC, Topic.SAFETY, "楼道里给电动车充电怎么办",
     "我叫李小燕，住东兴路12号3栋502室，电话13800001111。楼道里有人给电动车充电，晚上闻到焦味，怕出事。",
     "已会同物业当晚清理，并在小区东侧新增充电位二十个，楼道充电今后由物业每日巡查。"),
    (PUBLIC, Topic.TRAFFIC, "学校门口能不能加一条斑马线",
     "我的孩子在镇中心小学读书，门口车多没有斑马线，我的车粤S12345上周差点碰到学生。",
     "交通部门已到现场勘查，斑马线和减速带将于下月施工，施工前上下学时段安排人员值守。"),
    (AGREED, Topic.HOMES, "", "老楼加装电梯要多少户同意？我们一栋八户意见不一。", "按现行规定由业主协商表决，住建部门每周三下午在镇便民服务中心解答，可带图纸前来。"),
    (ANSWERED, Topic.WORK, "", "我在厂里上班，两个月没有发工资，该找谁？我的工号是1102。", "请到镇人社分局登记，工作人员会联系企业核实；证据不全也可以先登记。"),
    (DRAFTED, Topic.SCHOOL, "", "随迁子女入学积分什么时候开始申请？", "每年四月开放申请，材料清单见政务服务网，社区工作站可以代为预审。"),
    (OPEN, Topic.SERVICES, "", "社保卡换卡要跑两趟，能不能一次办完？", ""),
    (OPEN, Topic.ENVIRONMENT, "", "河边晚上有人倒垃圾，气味很大，请安排人看看。", ""),
)  # fmt: skip
AGREES = (PUBLIC, AGREED)


def write(company: Company, name: str, *, now: datetime) -> int:
    """Load the pack's boxes and play letters to the town's secretary up to now, all or nothing; how many were written."""
    path = shelf.find(name) / "letterboxes.csv"
    if not path.exists() or Letter.objects.exists():
        return 0
    with transaction.atomic():
        for setting in loading.read(path):
            acts.set_box(setting, by=SYSTEM, at=now - timedelta(days=60), why="letterboxes of the pack")
        found = queries.box(f"secretary-{company.home}")
        if found is None:
            return 0
        for n, told in enumerate(LETTERS):
            _live(found, company, n, told, now - timedelta(days=12 - n, hours=-n))
    return len(LETTERS)


def _live(box: Box, company: Company, n: int, told: tuple[str, Topic, str, str, str], at: datetime) -> None:
    fate, topic, title, words, answer = told
    key = uuid.uuid5(SPACE, f"{box.pk} {n}")
    draft = intake.Draft(
        channel=box.kind, key=str(key), id=key, words=words, area=box.area, suggestion=_pointed(words)
    )
    phone = f"1390000{n:04d}"
    letter = acts.write(box, draft, phone=phone, agreed=fate in AGREES, by=reports.reporter(), at=at)[1]
    able = _able(company, letter)
    if not answer or not able:
        return
    acts.draft(letter, answer, _item(words), by=able[0], at=at + timedelta(hours=5))
    if fate == DRAFTED or len(able) < 2:
        return
    acts.approve(letter, by=able[1], at=at + timedelta(hours=26))
    if fate == PUBLIC:
        _publish(letter, Redacted(title, topic, words, answer, looked=True), able, at + timedelta(hours=30))


def _publish(letter: Letter, told: Redacted, able: list[Actor], at: datetime) -> None:
    names = (*queries.names_in(letter), "李小燕")
    question = redacting.cut(told.question, redacting.marks(told.question, names))
    made = Redacted(told.title, told.topic, question, told.answer, looked=True)
    found = acts.redact(letter, made, by=able[0], at=at)
    acts.publish(found, letter, by=able[1], at=at + timedelta(hours=2))


def _able(company: Company, letter: Letter) -> list[Actor]:
    """Who may answer it, one for each account, those who can sign in first."""
    found = {
        actor.account_id: actor for group in company.everybody() for actor in group
        if access.may(actor, "letters.approve", letter).answer
    }  # fmt: skip
    return sorted(
        found.values(), key=lambda actor: (actor.account_id not in company.cast, actor.account_id or 0)
    )


def _pointed(words: str) -> dict[str, object]:
    return {
        "matters": [
            {"code": one.code, "confidence": round(one.confidence, 3)} for one in suggest(words).answer
        ]
    }


def _item(words: str) -> Item:
    """The matter the words point to, else the first of the catalogue that is in use."""
    known = matters.kept().items
    pointed = (known.get(each.code) for each in suggest(words).answer)
    in_use = next((item for item in pointed if item is not None and item.active), None)
    if in_use is None:
        in_use = next((item for item in matters.catalogue() if item.active), None)
    if in_use is None:
        raise Refused("letters.which_matter")
    return in_use
