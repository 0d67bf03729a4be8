"""What taking in a photo and a document have in common: a limited read, one at a time, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from django.db import connection

from commongrid.base.access.terms import Actor
from commongrid.base.files import rules, store
from commongrid.base.files.terms import MEGABYTE, Box
from commongrid.base.verdicts import Refused


class Written:
    """Writes files and remembers them."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, shelf: store.Shelf, data: bytes, ending: str) -> str:
        self.paths.append(store.put(shelf, data, ending))
        return self.paths[-1]


@contextmanager
def stored_or_nothing() -> Iterator[Written]:
    """Files written inside are removed again when anything fails before the end."""
    written = Written()
    try:
        yield written
    except BaseException:
        store.drop(*written.paths)
        raise


def read(sent: bytes | BinaryIO, most: int, too_large: str) -> bytes:
    """All of it, or Refused with `too_large` {most_mb}; never reads further than needed to know."""
    data = sent if isinstance(sent, bytes) else sent.read(most + 1)
    if len(data) > most:
        raise Refused(too_large, most_mb=most // MEGABYTE)
    return data


def good_boxes(boxes: Iterable[Sequence[float]]) -> tuple[Box, ...]:
    """Boxes from plain numbers. Refused: files.boxes_wrong."""
    verdict = rules.boxes(boxes)
    if verdict.why:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return verdict.answer


def signature(by: Actor) -> str:
    """Who sent it, as the row keeps it: "resident:<person>", "staff:<account>", "system"."""
    return ":".join(filter(None, (by.kind, str(by.person_id or by.account_id or ""))))


def one_at_a_time(owner: str) -> None:
    """Until this transaction ends nobody else adds a file to the same owner: counts stay true."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"files {owner}"])


def require_room(already: int, most: int) -> None:
    """Refused: files.too_many {most}."""
    verdict = rules.may_add(already, most)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
