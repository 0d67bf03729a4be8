"""Filling anew what cases are found by, after the way texts are cut has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import FETCH_RAISE

from commongrid.cases import search
from commongrid.cases.acts.drafts import found_by
from commongrid.cases.models import Case
from commongrid.registry.matters import queries as matters

BATCH = 1_000
COLUMNS = ("id", "number", "title", "address", "area", "edition_id")


def find_anew(*, at: datetime, only_empty: bool = False) -> Iterator[int]:
    """Write the words of every case anew, in batches by primary key, while the city works; how many so far.

    Words are no fact of a case: no entry is recorded. `only_empty`: those that came in without.
    """
    done, after = 0, UUID(int=0)
    wanted = Case.objects.filter(search=None) if only_empty else Case.objects.all()
    while batch := list(
        wanted.filter(pk__gt=after).order_by("pk").only(*COLUMNS).fetch_mode(FETCH_RAISE)[:BATCH]
    ):
        for case in batch:
            words = search.of_matter(matters.edition_kept(case.edition_id))
            case.search = found_by(case.number, case.area, case.title, words, case.address)
        Case.objects.bulk_update(batch, ["search"])
        done, after = done + len(batch), batch[-1].pk
        yield done
