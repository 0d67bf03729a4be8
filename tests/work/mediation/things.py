"""A body with mediators, two sides of a dispute, and a matter that has come so far."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.intake import queries as intake
from commongrid.registry.people import acts as people
from commongrid.registry.units import acts as posts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Body, Mediation, Mediator, Party, Sitting
from commongrid.work.mediation.terms import Application, Named, Origin, Plan, Side, Topic, Way
from tests.cast import Town

AREA = "449900101001"
UNIT = "449900101-RT"
WORKER, BOSS = ("13800010001", "阿强"), ("13800010002", "黄老板")
SUMMARY = "三个月工资没有发"


def mediator(town: Town, username: str, body: Body, **told: Any) -> tuple[Mediator, Actor]:
    """A post at the body's unit, set up as a mediator, and the actor it makes."""
    row = {"username": username, "name": username, "name_en": username}
    account = access.add_accounts([row], by=SYSTEM, at=town.now)[username]
    post = {
        "account_id": account.pk, "role": "mediator", "unit_id": body.unit_id, "area": body.unit.division_id,
        "title": "调解员", "employment": "full_time", "starts_on": (town.now - timedelta(days=30)).date(),
    }  # fmt: skip
    made = posts.give_post(post, by=SYSTEM, at=town.now, why="")
    facts = {
        "engagement": "full_time",
        "topics": [],
        "languages": ["zh"],
        "studio": "",
        "is_head": False,
        "is_active": True,
    }
    found = acts.set_mediator(body, made, {**facts, **told}, by=SYSTEM, at=town.now)
    account.set_unusable_password()
    return found, actor(found)


def actor(of: Mediator) -> Actor:
    post = next(one for one in units.posts_of(of.post.account, of.post.starts_on) if one.pk == of.post_id)
    return units.actor_for(post)


class Table:
    """A committee with a head and two mediators, and the two sides of a wage dispute."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.body = acts.set_body(Unit.objects.get(code=UNIT), "people", by=SYSTEM, at=town.now)
        self.head_row, self.head = mediator(town, "zhaohead", self.body, is_head=True, topics=["neighbours"])
        self.lin_row, self.lin = mediator(
            town, "linmed", self.body, topics=["wages"], languages=["zh", "yue"]
        )
        self.tan_row, self.tan = mediator(town, "tanmed", self.body, topics=["family"])
        self.worker = self.resident(*WORKER)
        self.boss = self.resident(*BOSS)

    def resident(self, phone: str, name: str) -> Actor:
        return intake.reporter(people.remember(phone=phone, name=name, at=self.town.now).pk)

    def application(self, **told: Any) -> Application:
        parties = (Named(Side.APPLICANT, WORKER[1], WORKER[0]), Named(Side.RESPONDENT, BOSS[1], BOSS[0]))
        facts = {
            "topic": Topic.WAGES,
            "summary": SUMMARY,
            "claim": "付清工资",
            "parties": parties,
            "area": AREA,
        }
        return Application(**{**facts, "origin": Origin.PORTAL, **told})

    def applied(self, key: str = "apply-0001", **told: Any) -> Mediation:
        return acts.apply(self.application(**told), key, by=self.worker, at=self.town.now)

    def offered(self, key: str = "apply-0001", **told: Any) -> Mediation:
        found = self.applied(key, **told)
        acts.offer(found, by=self.head, at=self.town.now)
        return found

    def accepted(self, key: str = "apply-0001", **told: Any) -> Mediation:
        found = self.offered(key, **told)
        acts.consent(
            found, self.party(found, self.boss), online=True, recording=False, by=self.boss, at=self.town.now
        )
        acts.accept(found, by=self.head, at=self.town.now)
        return found

    def seated(self, key: str = "apply-0001", **told: Any) -> Mediation:
        found = self.accepted(key, **told)
        acts.seat(found, self.lin_row.pk, "proposed", by=self.head, at=self.town.now)
        acts.take_seat(found, by=self.lin, at=self.town.now)
        return found

    def sitting(self, found: Mediation, key: str = "sitting-0001", way: Way = Way.ON_SITE) -> Sitting:
        starts = self.town.now + timedelta(days=1)
        plan = Plan(starts, starts + timedelta(hours=1), way, "镇调委会二楼" if way == Way.ON_SITE else "")
        both = [party.pk for party in found.parties.all()]
        return acts.schedule(found, plan, both, key, by=self.lin, at=self.town.now)

    def held(self, key: str = "apply-0001", **told: Any) -> Mediation:
        found = self.seated(key, **told)
        planned = self.sitting(found)
        self.town.later(days=1, minutes=40)
        acts.hold(
            planned,
            "双方到场，对欠薪数额无争议。",
            [UUID(one) for one in planned.invited],
            by=self.lin,
            at=self.town.now,
        )
        return self.again(found)

    def party(self, found: Mediation, who: Actor) -> Party:
        party = queries.party_of(found, UUID(who.person_id))
        assert party is not None
        return party

    @staticmethod
    def again(found: Mediation) -> Mediation:
        whole = queries.whole(found.pk)
        assert whole is not None
        return whole
