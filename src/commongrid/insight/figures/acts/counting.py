"""The journal's entries are counted as they come, each exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commongrid.base.journal import queries as journal
from commongrid.base.journal.terms import Recorded
from commongrid.insight.figures import folding, queries
from commongrid.insight.figures.acts import writing
from commongrid.insight.figures.folding import Draft
from commongrid.insight.figures.terms import Facts


def count(entries: Sequence[Recorded], *, at: datetime) -> int:
    """Move facts and sums on by these entries; how many subjects changed.

    Two transactions may commit in an order in which a reader gets a later entry of a case before an earlier one.
    Then the case is read from the journal as far as it is written, and what comes afterwards is known already.
    """
    by_subject: dict[tuple[str, str], list[Recorded]] = {}
    for entry in entries:
        by_subject.setdefault((entry.subject_kind, entry.subject_id), []).append(entry)
    with transaction.atomic():
        writing.lock()
        cases = queries.kept_cases({UUID(one) for kind, one in by_subject if kind == "case"})
        voices = queries.kept_voices({UUID(one) for kind, one in by_subject if kind == "report"})
        changed = []
        for (kind, one), told in by_subject.items():
            before = (cases if kind == "case" else voices).get(UUID(one), Facts())
            changed.append(folding.changed(before, _after(before, told)))
        writing.put(folding.together(changed), at=at)
    return sum(facts != Facts() for facts in changed)


def _after(before: Facts, told: Sequence[Recorded]) -> Facts:
    draft = Draft(before, folding.city_zone())
    for entry in told:
        if entry.seq > draft.seq + 1:
            for earlier in journal.history(entry.subject_kind, entry.subject_id):
                draft.add(earlier)
        draft.add(entry)
    return draft.facts()
