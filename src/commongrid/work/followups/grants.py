"""What a follow-up call gives over the case behind it: read it as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from commongrid.base.access.terms import EVERYTHING, Actor, Grant

type Behind = Literal["people.unmask", "cases.reopen", "cases.comment"]


def with_one(by: Actor, ability: Behind) -> Actor:
    """Whoever makes a call may do this one thing with the case it is about, having been asked for the call before."""
    return replace(by, grants=(*by.grants, Grant(ability, EVERYTHING)))
