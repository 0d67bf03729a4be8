"""Becoming captain and ceasing to be: account, post, the building's captain and contact, all or nothing."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from commongrid.base.access import acts as access
from commongrid.base.access.models import Account
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.premises import acts as premises
from commongrid.registry.units import acts as posts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit
from commongrid.registry.units.terms import Role
from commongrid.work.captains import queries, rules
from commongrid.work.captains.acts.core import move, own
from commongrid.work.captains.models import Captaincy
from commongrid.work.captains.terms import Reason, State

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def appoint(
    captaincy: Captaincy,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    unit_id: int | None = None,
    account: Account | None = None,
) -> None:
    """The person is captain: a post that reaches this building, which knows its captain and whom to call.

    Refused: captains.has_captain. The account is named after the building, so that no resident's name stands in the
    journal; the person stays in registry/people.
    """
    if Captaincy.objects.filter(premises=captaincy.premises, state=State.SERVING).exists():
        raise Refused("captains.has_captain", name=captaincy.premises.name)
    today = timezone.localtime(at).date()
    account = account or _account(captaincy, at=at)
    post = _post(captaincy, account, unit_id, today, at=at)
    ends_on = rules.term(today, queries.policy().term_months)
    changes = {
        "state": State.SERVING, "decided_at": at, "account": account.pk, "post": post.pk, "starts_on": today,
        "ends_on": ends_on,
    }  # fmt: skip
    move(captaincy, kind, changes, {"until": ends_on.isoformat()}, by=by, at=at)
    premises.hand_over(
        captaincy.premises_id,
        captain=post.pk,
        keeper=captaincy.person_id,
        by=SYSTEM,
        at=at,
        why="楼栋长任期开始",
    )


def _account(captaincy: Captaincy, *, at: datetime) -> Account:
    """The account this person has as a captain already, else a new one nobody can sign in with yet."""
    earlier = Captaincy.objects.filter(person=captaincy.person_id, account__isnull=False).order_by(
        "-asked_at"
    )
    known = earlier.select_related("account").first()
    if known is not None and known.account is not None:
        return known.account
    username = "lz" + "".join(secrets.choice(SIGNS) for _ in range(8))
    place = captaincy.premises.name
    row = {"username": username, "name": f"{place}楼栋长"[:60], "name_en": f"Captain of {place}"[:60]}
    return access.add_accounts([row], by=SYSTEM, at=at)[username]


def _post(captaincy: Captaincy, account: Account, unit_id: int | None, on: date, *, at: datetime) -> Post:
    """One post for all buildings of a captain in one grid; a new one at the unit that answers for the place."""
    held = units.current_posts(on).filter(
        account=account, role=Role.CAPTAIN, area=captaincy.area, ends_on=None
    )
    if found := held.first():
        return found
    unit = unit_id or queries.unit_for(captaincy.area)
    if unit is None or not Unit.objects.filter(pk=unit).exists():
        raise Refused("captains.no_unit", area=captaincy.area)
    row = {
        "account_id": account.pk, "role": Role.CAPTAIN, "unit_id": unit, "area": captaincy.area,
        "title": "楼栋长", "employment": "volunteer", "starts_on": on,
    }  # fmt: skip
    return posts.give_post(row, by=SYSTEM, at=at, why=captaincy.premises.name)


@transaction.atomic
def release(captaincy: Captaincy, reason: str, *, why: str, by: Actor, at: datetime) -> None:
    """The time as captain is over: the building has none, and the post ends when it answers for no other building."""
    today = timezone.localtime(at).date()
    changes = {"state": State.ENDED, "ended_on": today, "reason": reason, "why": why}
    told = {"captain_reason": reason, "why": why, "on": today.isoformat()}
    move(captaincy, "captain.ended", changes, told, by=by, at=at)
    premises.hand_over(
        captaincy.premises_id, captain=None, keeper=None, by=SYSTEM, at=at, why="楼栋长任期结束"
    )
    others = Captaincy.objects.filter(post=captaincy.post_id, state=State.SERVING)
    if captaincy.post and captaincy.post.ends_on is None and not others.exists():
        posts.end_post(captaincy.post, by=SYSTEM, at=at, on=today, why=Reason(reason).value)


def give_sign_in(captaincy: Captaincy, password: str, *, by: Actor, at: datetime) -> str:
    """The sign-in name of the captain who asks, whose password is from now on this one, good for choosing their own.

    Refused: captains.not_in_state.
    """
    own(captaincy, by)
    if captaincy.state != State.SERVING or captaincy.account is None:
        verdict = rules.may(captaincy.state, "end")
        raise Refused("captains.not_in_state", **verdict.why[0].facts)
    access.renew_password(captaincy.account, password, by=SYSTEM, at=at, why="楼栋长本人领取登录名")
    return str(captaincy.account.username)
