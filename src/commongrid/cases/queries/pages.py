"""Lists in pages by a key, so that the thousandth costs what the first does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from commongrid.cases.models import Case
from commongrid.cases.queries import gathering
from commongrid.cases.queries.asking import Asked
from commongrid.cases.queries.finding import rows

PAGE = 50
COUNTED = 1_000
ORDERS = gathering.ORDERS


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `after` is the key of the next page, "" at the end.

    `until`: as far back (or ahead) as was looked, when there was too much to look at; `after` goes on from there.
    """

    cases: list[Case]
    after: str
    until: datetime | None = None


def page(asked: Asked, order: str = "due", after: str = "", size: int = PAGE) -> Page:
    """A page by its key: no offset (the indexes `gathering.gather` names, then the primary key)."""
    found = gathering.gather(asked, ORDERS.get(order, ORDERS["due"]), key_of(after), size + 1)
    shown = [key for _, key in found.keys[:size]]
    by_key = rows(Case.objects.filter(pk__in=shown)).in_bulk(shown) if shown else {}
    goes_on = _told(found.keys[size - 1]) if len(found.keys) > size else ""
    if found.until and not goes_on:
        goes_on = _told((found.until, gathering.LEAST))
    return Page([by_key[key] for key in shown if key in by_key], goes_on, found.until)


def count(asked: Asked, order: str = "due", most: int = COUNTED) -> tuple[int, bool]:
    """How many there are, at most `most`; and whether there are more, or may be where the search stopped."""
    found = gathering.gather(asked, ORDERS.get(order, ORDERS["due"]), None, most)
    return len(found.keys), not found.is_all


def key_of(after: str) -> gathering.Key | None:
    """The key an address carries; None when there is none or it makes no sense."""
    moment, _, pk = after.partition("~")
    try:
        key = datetime.fromisoformat(moment.replace(" ", "+")), UUID(pk)
    except ValueError:
        return None
    return key if key[0].tzinfo else None


def _told(key: gathering.Key) -> str:
    return f"{key[0].isoformat()}~{key[1]}"
