"""The words for reasons and journal entries: every room's `sentences.csv` (key, en, zh) read once."""

from __future__ import annotations

import csv
import string
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commongrid.base.verdicts import Fact, Why
from commongrid.doors.look import moments

PACKAGE = Path(__file__).resolve().parents[2]


class Sentence(NamedTuple):
    key: str
    en: str
    zh: str
    where: str


def say(why: Why, language: str | None = None) -> str:
    """The sentence of a reason with its facts filled in; `language` is zh… or en…, default the reader's.

    A fact may be written `{due_at:promise}`: near, promise, day, clock (ISO moments), length (seconds), metres.
    An unknown key or a missing fact raises in test mode, else the key's own words are said.
    """
    code = _code(language)
    found = known().get(why.key)
    if found is None:
        return _unknown(why.key, f"no sentence for {why.key!r}: add it to the room's sentences.csv")
    with translation.override(code):
        text = found.en if code == "en" else found.zh
        try:
            return _Facts().vformat(text, (), dict(why.facts))
        except (KeyError, ValueError, AttributeError) as fault:
            return _unknown(why.key, f"{found.where}: {why.key!r} lacks the fact {fault}")


def say_all(whys: Sequence[Why], language: str | None = None) -> list[str]:
    """Each reason as a sentence, in order."""
    return [say(why, language) for why in whys]


def say_entry(entry: Any, viewer: Any = None, language: str | None = None) -> str:
    """A journal entry as "who did what": key `entry.<kind>`, or `entry.<kind>.you` where the viewer did it.

    `entry` has `kind`, `data` and `actor` (a snapshot); `viewer` is an Actor, a snapshot or None. The facts of the
    sentence are the entry's data and {who}, the unit and name of the one who did it.
    """
    actor, reader = _parts(entry.actor), _parts(viewer)
    own_key = f"entry.{entry.kind}.you"
    is_own = any(actor.get(key) and actor.get(key) == reader.get(key) for key in ("account", "person"))
    with translation.override(_code(language)):
        facts = {"unit_name": "", **(entry.data or {}), "who": _who(actor)}
    return say(Why(own_key if is_own and own_key in known() else f"entry.{entry.kind}", facts), language)


@cache
def known() -> Mapping[str, Sentence]:
    """Every sentence by key."""
    return {sentence.key: sentence for sentence in every()}


def every() -> Iterator[Sentence]:
    """All rows of all rooms' files, doubles included (a test refuses them)."""
    for path in sorted(PACKAGE.rglob("sentences.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                yield Sentence(row["key"], row["en"], row["zh"], f"{path.relative_to(PACKAGE)}:{number}")


def placeholders(text: str) -> set[str]:
    """The fact names a sentence asks for."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


class _Facts(string.Formatter):
    def format_field(self, value: Fact, format_spec: str) -> str:
        now = timezone.now()
        match format_spec:
            case "near" | "promise" | "day" if value:
                return str(getattr(moments, format_spec)(datetime.fromisoformat(str(value)), now))
            case "clock" if value:
                return moments.clock(datetime.fromisoformat(str(value)))
            case "length":
                return moments.length(timedelta(seconds=float(value or 0)))
            case "metres":
                return moments.distance(float(value or 0))
        return "" if value is None else str(super().format_field(value, format_spec))


def _unknown(key: str, fault: str) -> str:
    if settings.HOUSE.mode == "test":
        raise KeyError(fault)
    return key.rpartition(".")[2].replace("_", " ")


def _parts(actor: Any) -> dict[str, str]:
    """The snapshot of an actor with its ids as text, whichever way it came."""
    if actor is None:
        return {}
    kept = actor if isinstance(actor, Mapping) else actor.snapshot()
    return {key: str(value) for key, value in kept.items()}


def _who(actor: Mapping[str, str]) -> str:
    unnamed = {"resident": _("A resident"), "system": _("The system")}
    named = f"{actor.get('unit_name', '')} {actor.get('name', '')}".strip()
    return named if named and actor.get("kind") != "system" else str(unnamed.get(actor.get("kind", ""), named))


def _code(language: str | None) -> str:
    return "zh-hans" if (language or translation.get_language() or "zh").startswith("zh") else "en"
