"""A redrawing with all that hangs on its grids: posts and their shifts follow the land, premises are placed anew.

Cases are not touched: they keep the grid they came in, and whoever has its land now sees them (`units.queries.actor_for`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.duty import acts as duty
from commongrid.registry.places.acts import keeping, redraws
from commongrid.registry.places.models import Became, Redraw
from commongrid.registry.places.redrawing import Drawing
from commongrid.registry.places.terms import RedrawState
from commongrid.registry.premises import acts as premises
from commongrid.registry.serving import rules
from commongrid.registry.units import acts as units
from commongrid.registry.units import queries as posts
from commongrid.registry.units.models import Post


@transaction.atomic
def redraw(drawing: Drawing, *, give: bool, by: Actor, at: datetime, why: str, key: str) -> Redraw:
    """Redraw now, as `places.acts.redraws.redraw`; with `give` the people of a grid that goes on get its new parts too."""
    known = Redraw.objects.filter(key=key).exists()
    kept = redraws.redraw(drawing, by=by, at=at, why=why, key=key)
    if not known:
        _follow(kept, give=give, by=by, at=at)
    return kept


@transaction.atomic
def plan(drawing: Drawing, on: date, *, give: bool, by: Actor, at: datetime, why: str, key: str) -> Redraw:
    """Redraw on a day ahead; staff and premises follow on that day."""
    kept = redraws.plan(drawing, on, by=by, at=at, why=why, key=key)
    if not kept.staff:
        redraws.note_staff(kept, {"give": give}, by=by, at=at)
    return kept


def carry_out_planned(kept: Redraw, *, by: Actor, at: datetime) -> bool:
    """Do a planned one on its day. What cannot be done any more is kept with its reason; False then."""
    try:
        with transaction.atomic():
            give = bool(kept.staff.get("give", True))
            done = redraws.carry_out(kept, by=by, at=at)
            _follow(done, give=give, by=by, at=at)
    except NotAllowed:
        raise
    except Refused as refused:
        kept.refresh_from_db()
        redraws.refuse(kept, refused, by=by, at=at)
        return False
    return True


@transaction.atomic
def undo(kept: Redraw, *, by: Actor, at: datetime, why: str) -> None:
    """Take a redrawing back with what followed it: posts it gave end, posts it ended are given again."""
    redraws.undo(kept, by=by, at=at, why=why)
    given = list(
        Post.objects.filter(pk__in=kept.staff.get("given", ()), ends_on=None).select_related(
            "account", "unit"
        )
    )
    ended = Post.objects.filter(pk__in=kept.staff.get("ended", ())).select_related("account", "unit")
    again = [_given(post, post.area, by=by, at=at, why=why) for post in ended]
    for post in given:
        to = next((one for one in again if one is not None and one.account_id == post.account_id), None)
        if to is not None:
            duty.hand_on(post, to, by=by, at=at, why=why)
        _end(post, by=by, at=at, why=why)
    premises.follow_map(kept.community_id, by=by, at=at, why=why)


def _follow(kept: Redraw, *, give: bool, by: Actor, at: datetime) -> None:
    """Posts, shifts and premises of a redrawing that has just been done."""
    if kept.state != RedrawState.DONE:
        return
    became = Became.objects.filter(redraw=kept).values_list("before__code", "after__code")
    was, now = ([one["code"] for one in kept.drawn[name]] for name in ("was", "after"))
    follow = rules.which_posts_follow(was, now, became, give=give)
    gone = set(was) - set(now)
    held = list(posts.holding({*follow, *gone}, keeping.today(at)))
    given, ended = list[int](), list[int]()
    for post in held:
        new = [
            made
            for code in follow.get(post.area, ())
            if (made := _given(post, code, by=by, at=at, why=kept.why))
        ]
        given += [made.pk for made in new]
        if post.area in gone:
            if new:
                duty.hand_on(post, new[0], by=by, at=at, why=kept.why)
            _end(post, by=by, at=at, why=kept.why)
            ended.append(post.pk)
    redraws.note_staff(kept, {"given": given, "ended": ended}, by=by, at=at)
    premises.follow_map(kept.community_id, by=by, at=at, why=kept.why)


def _given(post: Post, code: str, *, by: Actor, at: datetime, why: str) -> Post | None:
    """The same post for another grid from today; None when its holder has it already."""
    row = {
        "account_id": post.account_id,
        "role": post.role,
        "unit_id": post.unit_id,
        "area": code,
        "title": post.title,
        "employment": post.employment,
        "starts_on": keeping.today(at),
    }
    try:
        return units.give_post(row, by=by, at=at, why=why)
    except NotAllowed:
        raise
    except Refused:
        return None


def _end(post: Post, *, by: Actor, at: datetime, why: str) -> None:
    """Yesterday was its last day, or today where it began today."""
    on = max(post.starts_on, keeping.today(at) - timedelta(days=1))
    units.end_post(post, by=by, at=at, on=on, why=why)
