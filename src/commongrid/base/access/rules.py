"""One policy: the same reach gives the single check (here) and the list filter (`queries.within`); no grant, no way in."""

from __future__ import annotations

from typing import Any

from commongrid.base.access.terms import Actor, AnyOf
from commongrid.base.verdicts import Verdict, Why


def reach(actor: Actor, ability: str) -> AnyOf:
    """All that `actor` may use `ability` on, as one condition (nothing without a grant)."""
    return AnyOf(tuple(grant.reach for grant in actor.grants if grant.ability == ability))


def may(actor: Actor, ability: str, thing: Any) -> Verdict[bool]:
    """May `actor` use `ability` on this one `thing`? The system itself always may."""
    if actor.kind == "system":
        return Verdict(True, (Why("access.system"),))
    if not has(actor, ability):
        return Verdict(
            False, (Why("access.no_grant", {"ability": ability, "role": actor.role or actor.kind}),)
        )
    if not reach(actor, ability).holds(thing):
        return Verdict(
            False, (Why("access.out_of_reach", {"ability": ability, "role": actor.role or actor.kind}),)
        )
    return Verdict(True, (Why("access.granted", {"ability": ability, "role": actor.role or actor.kind}),))


def has(actor: Actor, ability: str) -> bool:
    """Does any grant of `actor` name `ability`, whatever its reach?"""
    return actor.kind == "system" or any(grant.ability == ability for grant in actor.grants)
