"""What taking a matter of a visiting day gives over the report and the case behind it: read it as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from commongrid.base.access.terms import EVERYTHING, Actor, Grant

type Behind = Literal[
    "reports.receive", "reports.admit", "cases.settle", "cases.comment", "cases.reopen", "people.unmask"
]


def with_one(by: Actor, ability: Behind) -> Actor:
    """Whoever may do something with a matter of a day may do this one thing with what stands behind it.

    The caller has asked for the right over the matter itself before.
    """
    return replace(by, grants=(*by.grants, Grant(ability, EVERYTHING)))
