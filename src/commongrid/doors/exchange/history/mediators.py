"""The mediators of the demonstration: a head of the cast where there is one, a lawyer, an invited one with a studio, an expert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.registry.units import acts as posts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit
from commongrid.work.mediation import acts
from commongrid.work.mediation.models import Body, Mediator

HEAD = ("qiuyue", "邱月", "Qiu Yue", "full_time", ["neighbours", "family"], ["zh", "yue"], "")
OTHERS = (
    ("zhonglaw", "钟律师", "Zhong", "lawyer", ["wages", "contract", "injury"], ["zh", "en"], ""),
    ("hejianguo", "何建国", "He Jianguo", "invited", ["neighbours", "property", "tenancy"], ["zh", "yue", "hak"], "老何调解工作室"),
    ("luping", "卢萍", "Lu Ping", "expert", ["land", "injury"], ["zh"], ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts: the head, the mediators by what they know, and everybody asked to sit as an actor."""

    body: Body
    head: Actor
    rows: dict[str, Mediator]
    actors: dict[int, Actor]
    now: datetime


def set_up(unit: Unit, now: datetime, password: str) -> Scene:
    """The unit mediates since half a year; its mediators can sign in."""
    since = now - timedelta(days=200)
    body = acts.set_body(unit, "people", by=SYSTEM, at=since)
    rows = {}
    for nth, told in enumerate((HEAD, *OTHERS)):
        username, zh, en, engagement, topics, languages, studio = told
        row = {"username": username, "name": zh, "name_en": en, "password": password}
        post = _post(unit, row, since)
        facts = {"engagement": engagement, "topics": topics, "languages": languages, "studio": studio}
        as_one = {**facts, "is_head": nth == 0, "is_active": True}
        rows[username] = acts.set_mediator(body, post, as_one, by=SYSTEM, at=since)
    actors = {
        each.pk: units.actor_for(Post.objects.select_related("account", "unit").get(pk=each.post_id))
        for each in rows.values()
    }
    return Scene(body, actors[rows[HEAD[0]].pk], rows, actors, now)


def _post(unit: Unit, row: dict[str, str], at: datetime) -> Post:
    """The post somebody of the cast holds here already, else a new one."""
    known = (
        units.colleagues(unit.pk, timezone.localdate(at)).filter(account__username=row["username"]).first()
    )
    if known is not None:
        return known
    account = access.add_accounts([row], by=SYSTEM, at=at)[row["username"]]
    made = {
        "account_id": account.pk, "role": "mediator", "unit_id": unit.pk, "area": unit.division_id,
        "title": "人民调解员", "employment": "full_time", "starts_on": timezone.localdate(at),
    }  # fmt: skip
    return posts.give_post(made, by=SYSTEM, at=at, why="示范数据")
