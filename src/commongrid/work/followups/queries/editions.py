"""The plan and the script in force, and those proposed to begin with."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from commongrid.work.followups.models import Edition
from commongrid.work.followups.terms import PLAN, SCRIPT, Asks, Line, Plan, Share

PROPOSED = Path(__file__).resolve().parents[1] / "proposed.toml"


def last(kind: str) -> Edition | None:
    """The edition in force of the plan or the script (index followups_edition_last)."""
    return Edition.objects.filter(kind=kind).order_by("-pk").first()


def plan() -> Plan | None:
    """The city's plan; None before it has published one: then nobody is called."""
    found = last(PLAN)
    return read_plan(found.told) if found else None


def plan_at(at: datetime) -> Plan | None:
    """The plan that held at a moment: what was closed before there was one is never drawn (index followups_edition_last)."""
    found = Edition.objects.filter(kind=PLAN, at__lte=at).order_by("-pk").first()
    return read_plan(found.told) if found else None


def script() -> tuple[Line, ...]:
    """What is said and asked: the city's script, else the proposed one."""
    found = last(SCRIPT)
    return read_script(found.told) if found else proposed_script()


def proposed_plan() -> Plan:
    return read_plan(_proposed()["plan"])


def proposed_script() -> tuple[Line, ...]:
    return read_script(_proposed()["script"])


@cache
def _proposed() -> dict[str, Any]:
    return tomllib.loads(PROPOSED.read_text(encoding="utf-8"))


def read_plan(told: dict[str, Any]) -> Plan:
    """A plan as it is stored."""
    shares = tuple(Share(**each) for each in told.get("shares", ()))
    return Plan(**{**told, "shares": shares})


def read_script(told: list[dict[str, str]]) -> tuple[Line, ...]:
    """A script as it is stored."""
    return tuple(Line(each["code"], Asks(each["asks"]), each["zh"], each["en"]) for each in told)
