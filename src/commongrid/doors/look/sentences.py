"""The words for reasons and journal entries: every room's `sentences.csv` (key, en, zh) read once."""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commongrid.base.verdicts import Why
from commongrid.doors.look.filling import Filler

PACKAGE = Path(__file__).resolve().parents[2]
SAID = "said"
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\w{])|(?<=[\w}%]) (?=[\u3400-\u9fff])")


class Sentence(NamedTuple):
    key: str
    en: str
    zh: str
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """A journal entry for a reader: what happened, the words somebody added, the reasons, and whether only staff see it."""

    at: datetime
    words: str
    quote: str
    reasons: tuple[str, ...]
    is_internal: bool


def say(why: Why, language: str | None = None) -> str:
    """The sentence of a reason with its facts filled in; `language` is zh… or en…, default the reader's.

    Values with a word of their own (`facts.csv`) and ISO moments are put into words; a format may ask for more:
    `{due_at:promise}`, near, day, clock (ISO moments), length (seconds), metres. In English `{matter_zh}` takes the
    fact `matter_en` where there is one. An unknown key or fact raises in test mode, else the key's own words are said.
    """
    code = _code(language)
    found = known().get(why.key)
    if found is None:
        return _unknown(why.key, f"no sentence for {why.key!r}: add it to the room's sentences.csv")
    with translation.override(code):
        try:
            return Filler(code).vformat(found.en if code == "en" else found.zh, (), why.facts)
        except (KeyError, ValueError, AttributeError) as fault:
            return _unknown(why.key, f"{found.where}: {why.key!r} lacks the fact {fault}")


def say_all(whys: Sequence[Why], language: str | None = None) -> list[str]:
    """Each reason as a sentence, in order."""
    return [say(why, language) for why in whys]


def say_entry(entry: Any, viewer: Any = None, language: str | None = None) -> str:
    """A journal entry as "who did what": key `entry.<kind>`, or `entry.<kind>.you` where the viewer did it.

    `entry` has `kind`, `data` and `actor` (a snapshot); `viewer` is an Actor, a snapshot or None. The facts are the
    entry's data, {actor} (the name), {unit_name} (the actor's unit) and {who} (both).
    """
    actor, reader = _parts(entry.actor), _parts(viewer)
    own_key = f"entry.{entry.kind}.you"
    is_own = any(actor.get(key) and actor.get(key) == reader.get(key) for key in ("account", "person"))
    with translation.override(_code(language)):
        named = {"actor": _name(actor), "unit_name": actor.get("unit_name", ""), "who": _who(actor)}
    given = {**named, **(entry.data or {})}
    return say(Why(own_key if is_own and own_key in known() else f"entry.{entry.kind}", given), language)


def tell(entry: Any, viewer: Any = None, language: str | None = None) -> Told:
    """The entry as a timeline shows it: the sentence, the quote apart, the other reasons as sentences."""
    whys = [Why.from_json(stored) for stored in entry.whys or ()]
    quote = next((str(why.facts.get("text", "")) for why in whys if why.key == SAID), "")
    reasons = tuple(say(why, language) for why in [*whys, *_captured(entry)] if why.key != SAID)
    return Told(
        entry.at,
        say_entry(entry, viewer, language),
        quote,
        reasons,
        (entry.data or {}).get("public") is False,
    )


def _captured(entry: Any) -> list[Why]:
    """When it was seen, where it waited on a device without signal before it came."""
    seen = (entry.actor or {}).get("captured_at") if isinstance(entry.actor, Mapping) else None
    return [Why("sendings.captured", {"at": seen})] if seen else []


@cache
def known() -> Mapping[str, Sentence]:
    """Every sentence by key; Chinese without typed spaces beside Latin, since the page sets that gap."""
    return {one.key: one._replace(zh=_GAP.sub("", one.zh)) for one in every()}


def every() -> Iterator[Sentence]:
    """All rows of all rooms' files as written, doubles included (a test refuses them)."""
    for path in sorted(PACKAGE.rglob("sentences.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                yield Sentence(row["key"], row["en"], row["zh"], f"{path.relative_to(PACKAGE)}:{number}")


def placeholders(text: str) -> set[str]:
    """The fact names a sentence asks for; `matter_zh` and `matter_en` are one fact."""
    names = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    return {re.sub(r"_(zh|en)$", "", name) for name in names}


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


def _name(actor: Mapping[str, str]) -> str:
    unnamed = {"resident": _("A resident"), "system": _("The system")}
    is_named = actor.get("name") and actor.get("kind") != "system"
    return actor["name"] if is_named else str(unnamed.get(actor.get("kind", ""), ""))


def _who(actor: Mapping[str, str]) -> str:
    unit = actor.get("unit_name", "") if actor.get("kind") != "system" else ""
    return f"{unit} {_name(actor)}".strip()


def _code(language: str | None) -> str:
    return "zh-hans" if (language or translation.get_language() or "zh").startswith("zh") else "en"
