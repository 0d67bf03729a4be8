"""Who serves a piece of land now, who stands in, and what a redrawing means for posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.serving.terms import ROLES, Held, Presence, Serving

ORDER = {Presence.ON_DUTY: 0, Presence.STANDBY: 1, Presence.HELD: 2, Presence.AWAY: 3}


def who_serves(
    held: Sequence[Held], away: Mapping[int, datetime], on: Mapping[int, Presence]
) -> Verdict[tuple[Serving, ...]]:
    """Those who serve, whoever can be reached first on top; the why says who stands in where somebody is away.

    `away`: until when a post is away; `on`: posts whose shift lasts now. The closer area goes before the wider one.
    """
    everybody = {one.post_id: one for one in held}
    is_short = any(one.post_id in away and one.post_id not in on for one in held)
    found = []
    for one in everybody.values():
        until = away.get(one.post_id)
        presence = Presence.AWAY if until and one.post_id not in on else on.get(one.post_id, Presence.HELD)
        covers = is_short and presence in (Presence.ON_DUTY, Presence.STANDBY)
        found.append(Serving(one.post_id, presence, until if presence == Presence.AWAY else None, covers))
    found.sort(key=lambda one: _order(everybody[one.post_id], one))
    if not found:
        return Verdict((), (Why("serving.nobody"),))
    if all(one.presence == Presence.AWAY for one in found):
        return Verdict(tuple(found), (Why("serving.all_away"),))
    return Verdict(tuple(found), (Why("serving.stands_in"),) if any(one.covers for one in found) else ())


def which_posts_follow(
    ended: Iterable[str], opened: Iterable[str], became: Iterable[tuple[str, str]], *, give: bool
) -> dict[str, tuple[str, ...]]:
    """Old code → new codes whoever served it is given a post for; only codes that begin with this redrawing.

    Whoever served a grid that ends always follows its land; where it goes on, its people get the new parts as well
    only with `give`.
    """
    gone, begun = set(ended) - set(opened), set(opened) - set(ended)
    found: dict[str, list[str]] = {}
    for old, new in became:
        is_new = old != new and (new in begun or old in gone)
        if is_new and (old in gone or give) and new not in found.setdefault(old, []):
            found[old].append(new)
    return {old: tuple(sorted(new)) for old, new in found.items() if new}


def _order(post: Held, one: Serving) -> tuple[int, int, int, int]:
    role = ROLES.index(post.role) if post.role in ROLES else len(ROLES)
    return ORDER[one.presence], -len(post.area), role, post.post_id
