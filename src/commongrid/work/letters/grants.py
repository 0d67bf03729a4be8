"""What answering a letter gives over the report and the case behind it: read it as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from commongrid.base.access.terms import EVERYTHING, Actor, Grant

type Behind = Literal["reports.receive", "reports.admit", "cases.settle"]


def with_one(by: Actor, ability: Behind) -> Actor:
    """Whoever may do something with a letter may do this one thing with what stands behind it.

    The caller has asked for the right over the letter itself before.
    """
    return replace(by, grants=(*by.grants, Grant(ability, EVERYTHING)))
