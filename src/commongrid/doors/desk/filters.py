"""What a list is narrowed to, read from its address and written back into it: a filter is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.queries import asking
from commongrid.cases.queries.asking import Asked
from commongrid.intake.terms import Channel
from commongrid.registry.matters import queries as matters

LIGHTS = ("late", "soon", "today")


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field is "" when it does not narrow anything; `after` is the key of a page."""

    queue: str = ""
    q: str = ""
    area: str = ""
    kind: str = ""
    matter: str = ""
    channel: str = ""
    light: str = ""
    unit: str = ""
    since: str = ""
    until: str = ""
    order: str = ""
    after: str = ""

    def query(self, **changes: str) -> str:
        """The part after the question mark; a change leads to the first page again."""
        moved = replace(self, **{"after": "", **changes})
        return urlencode({name: value for name, value in asdict(moved).items() if value})

    @property
    def sorted_by(self) -> str:
        """The order the list is really in."""
        return self.order or _orders(self.queue)[0]

    @property
    def is_narrowed(self) -> bool:
        """Is anything asked for besides a queue?"""
        return any(asdict(replace(self, queue="", order="", after="")).values())

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders this list may have: there is no deadline but of open cases, and no closing but of closed ones."""
        return _orders(self.queue)

    @property
    def here(self) -> str:
        """This very page."""
        return self.query(after=self.after)


def read(params: Mapping[str, str], default: str = "open") -> Filter:
    """From the parameters of an address; what makes no sense is left out."""
    given = {name: _plain(params.get(name, "")) for name in Filter.__dataclass_fields__}
    if not given["queue"] or given["queue"] not in (*cases.QUEUES, "open", "any"):
        given["queue"] = "any" if given["q"] else default
    known = {
        "light": lambda told: told in LIGHTS,
        "channel": lambda told: told in set(Channel),
        "unit": lambda told: _is_code(told, 9),
        "area": lambda told: _is_code(told, 15),
        "since": _is_day,
        "until": _is_day,
    }
    given |= {name: "" for name, makes_sense in known.items() if not makes_sense(given[name])}
    if given["order"] not in _orders(given["queue"]):
        given["order"] = ""
    return Filter(**given)


def apply(found: Filter, actor: Actor, now: datetime) -> Asked:
    """The question a filter asks: the cases this actor may see that it lets through."""
    asked = _queue(asking.seen(actor), found.queue)
    if found.area:
        asked = asking.within(asked, found.area)
    if found.kind or found.matter:
        asked = asking.of_matters(asked, _matters_of(found.kind, found.matter))
    if found.channel:
        asked = asking.by_channel(asked, found.channel)
    if found.unit:
        asked = asking.of_unit(asked, int(found.unit))
    if found.light:
        asked = _light(asked, found.light, now)
    if found.since or found.until:
        asked = asking.opened_between(asked, _begins(found.since), _begins(found.until, days=1))
    return asking.saying(asked, found.q) if found.q else asked


def _queue(asked: Asked, name: str) -> Asked:
    return asking.not_void(asked) if name == "any" else asking.in_queue(asked, name)


def _light(asked: Asked, name: str, now: datetime) -> Asked:
    if name == "late":
        return asking.due_before(asked, now)
    if name == "soon":
        return asking.due_soon(asked, now)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return asking.due_before(asked, midnight)


def _matters_of(kind: str, code: str) -> list[int]:
    """The matters of a class, by its Chinese name, or the one of a code."""
    return [
        item.matter_id
        for item in matters.everything()
        if (not kind or item.class_zh == kind) and (not code or item.code == code)
    ]


def _orders(queue: str) -> tuple[str, ...]:
    if queue == "any":
        return ("opened",)
    return ("closed", "opened") if queue == "closed" else ("due", "opened")


def _begins(day: str, days: int = 0) -> datetime | None:
    """The moment a day of the city begins, or the one so many days later."""
    if not day:
        return None
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()) + timedelta(days=days))


def _is_code(told: str, most: int) -> bool:
    return told.isascii() and told.isdecimal() and len(told) <= most


def _is_day(told: str) -> bool:
    try:
        return 2000 <= date.fromisoformat(told).year < 2069
    except ValueError:
        return False


def _plain(told: object) -> str:
    return str(told).replace("\x00", "").strip()[:120]
