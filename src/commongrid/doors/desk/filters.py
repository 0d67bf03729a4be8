"""What a list is narrowed to, read from its address and written back into it: a filter is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Case, Request
from commongrid.cases.terms import Status
from commongrid.registry.matters import queries as matters

LIGHTS = ("late", "soon", "today")
ORDERS = ("due", "opened", "closed")


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field is "" when it does not narrow anything; `after` is the key of a page."""

    queue: str = ""
    q: str = ""
    area: str = ""
    kind: str = ""
    channel: str = ""
    light: str = ""
    unit: str = ""
    order: str = ""
    after: str = ""

    def query(self, **changes: str) -> str:
        """The part after the question mark; a change leads to the first page again."""
        moved = replace(self, **{"after": "", **changes})
        return urlencode({name: value for name, value in asdict(moved).items() if value})

    @property
    def here(self) -> str:
        """This very page."""
        return self.query(after=self.after)


def read(params: Mapping[str, str], default: str = "open") -> Filter:
    """From the parameters of an address; what makes no sense is left out."""
    given = {name: str(params.get(name, "")).strip()[:120] for name in Filter.__dataclass_fields__}
    if not given["queue"] or given["queue"] not in (*cases.QUEUES, "open", "any"):
        given["queue"] = "any" if given["q"] else default
    if given["light"] not in LIGHTS:
        given["light"] = ""
    if given["order"] not in ORDERS:
        given["order"] = "closed" if given["queue"] == "closed" else ""
    if not given["unit"].isdigit():
        given["unit"] = ""
    if not given["area"].isdigit():
        given["area"] = ""
    return Filter(**given)


def apply(found: Filter, actor: Actor, now: datetime) -> QuerySet[Case]:
    """The cases this actor may see that the filter lets through; the index is the one the narrowest part asks for."""
    listed = cases.seen_by(actor).filter(_queue(found.queue))
    if found.area:
        listed = listed.filter(area__startswith=found.area)
    if found.kind:
        listed = listed.filter(matter__in=_matters_of(found.kind))
    if found.channel:
        listed = listed.filter(channel=found.channel)
    if found.unit:
        listed = listed.filter(unit_ids__contains=[int(found.unit)])
    if found.light:
        listed = listed.filter(_light(found.light, now))
    return cases.matching(listed, found.q) if found.q else listed


def _queue(name: str) -> Q:
    if name == "asked":
        return IS_OPEN & Q(pk__in=Request.objects.filter(answered_at=None).values("case"))
    if name in ("open", "any"):
        return IS_OPEN if name == "open" else ~Q(status=Status.VOID)
    return cases.QUEUES[name]


def _light(name: str, now: datetime) -> Q:
    if name == "late":
        return IS_OPEN & Q(due_at__lt=now)
    if name == "soon":
        return IS_OPEN & Q(soon_at__lte=now, due_at__gte=now)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return IS_OPEN & Q(due_at__lt=midnight)


def _matters_of(name: str) -> list[int]:
    """The matters of a class, by its Chinese name."""
    return [item.matter_id for item in matters.everything() if item.class_zh == name]
