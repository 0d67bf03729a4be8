"""A mediation body of the home town, and a matter in every state a mediation can be in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from commongrid.base.access.terms import Actor
from commongrid.doors.exchange.history import court_ways, courting, mediators
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.mediators import Scene
from commongrid.intake import queries as intake
from commongrid.registry.people import acts as people
from commongrid.registry.units.models import Unit
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Body, Mediation
from commongrid.work.mediation.terms import Application, Course, Named, Origin, Plan, Side, Term, Topic, Way


@dataclass(frozen=True, slots=True)
class Dispute:
    """What two sides are at odds about, how long ago it was brought, and how far it has come."""

    topic: Topic
    summary: str
    claim: str
    days: int
    live: Callable[[Scene, Mediation, datetime], None]
    organisation: str = ""
    course: Course | None = None
    origin: Origin = Origin.PORTAL


def begin(company: Company, *, now: datetime, password: str, pack: str = "") -> int:
    """Set the body up and play its matters up to now, all or nothing; how many. Done, it does nothing."""
    unit = Unit.objects.filter(active=True, kind="mediation", division=company.home).first()
    if unit is None or Body.objects.exists():
        return 0
    with transaction.atomic(), app.replace_connector(InMemoryConnector()):
        scene = mediators.set_up(unit, now, password)
        for nth, each in enumerate(DISPUTES):
            at = now - timedelta(days=each.days, hours=nth)
            each.live(scene, brought(scene, each, nth, at), at)
        if pack:
            _to_court(scene, pack)
    return len(DISPUTES)


def _to_court(scene: Scene, pack: str) -> None:
    """Agreements on their way through court and performance, where the pack ships a court with a judge."""
    by = scene.actors[next(iter(scene.actors))]
    there = courting.set_up(pack, by, scene.now)
    for nth, way in enumerate(court_ways.WAYS if there else (), start=len(DISPUTES)):
        if there is None:
            return
        at = scene.now - timedelta(days=way.days)
        told = Dispute(*court_ways.AT_COURT[nth - len(DISPUTES)], 0, _stays)
        found = brought(scene, told, nth, at - timedelta(days=6))
        mediator = held(scene, found, at - timedelta(days=6))
        made = courting.in_effect(
            replace(there, mediator=mediator), found, way.terms, at - timedelta(hours=2)
        )
        way.live(there, made, at)
    acts.watch(at=scene.now)


def _person(nth: int, side: int, at: datetime) -> UUID:
    names = (
        "陈女士",
        "梁先生",
        "黄先生",
        "吴女士",
        "何先生",
        "林女士",
        "周先生",
        "罗女士",
        "谢先生",
        "曾女士",
        "邓先生",
    )
    return people.remember(phone=f"1380002{nth:02d}{side:02d}", name=names[(nth * 2 + side) % 11], at=at).pk


def brought(scene: Scene, told: Dispute, nth: int, at: datetime) -> Mediation:
    """The dispute comes to the body."""
    mine, theirs = _person(nth, 0, at), _person(nth, 1, at)
    parties = (
        Named(Side.APPLICANT, "", "", person=mine),
        Named(Side.RESPONDENT, "", "", told.organisation, theirs),
    )
    asked = Application(
        told.topic, told.summary, told.claim, parties, told.origin, told.course, scene.body.unit.division_id
    )
    return acts.apply(asked, f"made-mediation-{nth}", by=intake.reporter(mine), at=at)


def _stays(scene: Scene, found: Mediation, at: datetime) -> None:
    """Nobody has looked at it yet."""


def _offered(scene: Scene, found: Mediation, at: datetime) -> None:
    acts.offer(found, by=scene.head, at=at + timedelta(hours=3))


def _accepted(scene: Scene, found: Mediation, at: datetime) -> None:
    _offered(scene, found, at)
    other = found.parties.get(side="respondent")
    by = intake.reporter(other.person_id)
    acts.consent(found, other, online=True, recording=False, by=by, at=at + timedelta(hours=20))
    acts.accept(found, by=scene.head, at=at + timedelta(hours=26))


def _seated(scene: Scene, found: Mediation, at: datetime) -> Actor:
    """The mediator who fits best takes the seat."""
    _accepted(scene, found, at)
    mediator, verdict = queries.proposed(found)[0]
    when = at + timedelta(hours=28)
    acts.seat(found, mediator.pk, "proposed", by=scene.head, at=when, whys=verdict.why)
    acts.take_seat(found, by=scene.actors[mediator.pk], at=when + timedelta(hours=2))
    return scene.actors[mediator.pk]


def _planned(scene: Scene, found: Mediation, at: datetime) -> None:
    """A sitting stands in two days' time."""
    by = _seated(scene, found, at)
    starts = timezone.localtime(scene.now + timedelta(days=2)).replace(
        hour=9, minute=30, second=0, microsecond=0
    )
    _plan(found, starts, f"{scene.body.unit.name_zh}一号调解室", by, scene.now - timedelta(hours=5))


def _plan(found: Mediation, starts: datetime, place: str, by: Actor, at: datetime) -> None:
    both = [party.pk for party in found.parties.all()]
    plan = Plan(starts, starts + timedelta(hours=1), Way.ON_SITE, place)
    acts.schedule(found, plan, both, "made", by=by, at=at)


def held(scene: Scene, found: Mediation, at: datetime) -> Actor:
    """One sitting was held."""
    by = _seated(scene, found, at)
    starts = timezone.localtime(at + timedelta(days=3)).replace(hour=10, minute=0, second=0, microsecond=0)
    _plan(found, starts, f"{scene.body.unit.name_zh}二号调解室", by, at + timedelta(days=2))
    sitting = found.sittings.get()
    came = [UUID(each) for each in sitting.invited]
    words = "双方到场。对基本事实无争议，分歧在数额和时间，约定补充材料后再谈。"
    acts.hold(sitting, words, came, by=by, at=starts + timedelta(hours=1))
    return by


def _sits(scene: Scene, found: Mediation, at: datetime) -> None:
    """At the table, with a second mediator beside: a joint table."""
    held(scene, found, at)
    acts.seat(found, scene.rows["luping"].pk, "proposed", by=scene.head, at=scene.now - timedelta(hours=6))


def _paused(scene: Scene, found: Mediation, at: datetime) -> None:
    acts.pause(found, by=held(scene, found, at), at=at + timedelta(days=4))


def _agreed(scene: Scene, found: Mediation, at: datetime) -> None:
    by = held(scene, found, at)
    other, mine = found.parties.get(side="respondent"), found.parties.get(side="applicant")
    due = timezone.localdate(scene.now) + timedelta(days=20)
    terms = [
        Term(other.pk, "一次付清拖欠的三个月工资", due, Decimal("16800.00")),
        Term(mine.pk, "收款后不再就本次欠薪主张其他款项"),
    ]
    acts.set_terms(found, terms, by=by, at=at + timedelta(days=5))
    acts.agree(found, by=by, at=at + timedelta(days=5, hours=1))


def _failed(scene: Scene, found: Mediation, at: datetime) -> None:
    acts.fail(found, "too_far_apart", by=held(scene, found, at), at=at + timedelta(days=9))


def _withdrawn(scene: Scene, found: Mediation, at: datetime) -> None:
    _offered(scene, found, at)
    mine = found.parties.get(side="applicant")
    acts.withdraw(found, mine, by=intake.reporter(mine.person_id), at=at + timedelta(days=1))


def _refused(scene: Scene, found: Mediation, at: datetime) -> None:
    _offered(scene, found, at)
    other = found.parties.get(side="respondent")
    acts.refuse(found, other, by=intake.reporter(other.person_id), at=at + timedelta(days=1))


def _referred(scene: Scene, found: Mediation, at: datetime) -> None:
    by = held(scene, found, at)
    ready = ["claim_paper", "identity", "evidence_list", "end_notice", "service_address"]
    acts.refer(found, "court", ready, by=by, at=at + timedelta(days=8))
    acts.answer_referral(found, "taken", "", by=by, at=at + timedelta(days=10))


def _declined(scene: Scene, found: Mediation, at: datetime) -> None:
    acts.decline(found, "in_court", by=scene.head, at=at + timedelta(hours=30))


DISPUTES = (
    Dispute(Topic.NEIGHBOURS, "楼上空调外机滴水，说了两次没改。", "把外机接好水管。", 1, _stays),
    Dispute(Topic.TENANCY, "退租两周，押金一直没退。", "退还押金1600元。", 2, _offered),
    Dispute(Topic.CONSUMER, "健身房关门，年卡没用完。", "退剩余卡费。", 3, _accepted, "力行健身"),
    Dispute(Topic.PROPERTY, "小区停车位被改成收费位，业主不同意。", "恢复原来的做法，先开会商量。", 6, _planned, "安居物业"),
    Dispute(Topic.CONTRACT, "装修拖了两个月，尾款还要求先付。", "按合同完工再付尾款。", 9, _sits, "新家装饰", Course.COURT_BEFORE_FILING),
    Dispute(Topic.INJURY, "电动车在路口刮倒人，医药费谈不拢。", "赔付医药费和误工费。", 14, _paused),
    Dispute(Topic.WAGES, "三个月工资没有发，厂里说等货款。", "付清工资。", 21, _agreed, "石埠五金厂"),
    Dispute(Topic.LAND, "宅基地边界多砌了一道墙。", "拆到原来的界线。", 28, _failed),
    Dispute(Topic.FAMILY, "兄弟俩为老人赡养费分担争执。", "各出一半。", 18, _withdrawn),
    Dispute(Topic.NEIGHBOURS, "楼下棋牌室夜里吵闹。", "晚上十点后停。", 12, _refused),
    Dispute(Topic.CONTRACT, "借款到期不还，有借条。", "还本付息。", 24, _referred),
    Dispute(Topic.WAGES, "离职补偿谈不拢，已申请仲裁。", "按年限补偿。", 5, _declined, "顺发物流"),
)  # fmt: skip
