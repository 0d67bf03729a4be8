"""Lines for tests: set as an operator would."""

from __future__ import annotations

from typing import Any

from commongrid.base.access.terms import SYSTEM
from commongrid.work.lines import acts
from commongrid.work.lines.models import Line
from commongrid.work.lines.terms import Setting, Told
from tests.cast import Town

COLUMNS = {"id": "id", "words": "text", "address": "address", "lon": "lon", "lat": "lat", "phone": "phone"}


def line(town: Town, code: str = "hotline", adapter: str = "folder", **told: Any) -> Line:
    facts = {
        "name": "12345热线", "name_en": "12345 hotline", "channel": "12345", "map": {"columns": COLUMNS},
        "answer_days": 5, "answer_source": "test", "joins": True, **told,
    }  # fmt: skip
    return acts.set_line(Setting(code=code, adapter=adapter, **facts), by=SYSTEM, at=town.now, why="test")


def told(number: str = "T-1", words: str = "路面塌了一个大坑，走路容易踩空", **facts: Any) -> Told:
    return Told(number, f"{number} {words}", words, **facts)
