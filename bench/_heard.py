"""What the readers made of the journal, held against it by counting everything anew: what is missing, what is there twice."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.db.models.functions import Left  # noqa: E402

from bench._kept import unread  # noqa: E402
from commongrid.cases.models import IS_OPEN, Case  # noqa: E402
from commongrid.cases.queries import QUEUES  # noqa: E402
from commongrid.insight.figures.measures import MEASURES  # noqa: E402
from commongrid.work.tallies.models import Tally  # noqa: E402
from commongrid.work.tallies.queries import COUNTED  # noqa: E402

UNTOLD = """select count(*) from journal_entry e join intake_report r on r.id = e.subject_id::uuid
    where e.kind = 'report.received' and r.area <> '' and e.recorded_at >= %(since)s and not exists (
        select 1 from notices_notice n where n.key = e.era || '.' || e.id)"""
TOLD_TWICE = """select coalesce(sum(times - 1), 0) from (select count(*) as times from notices_notice
    group by coalesce(account_id::text, person_id::text), about, key) as told where times > 1"""
UNSENT = """select count(*) from intake_report r join matters_edition m on m.matter_id = r.matter_id
    where r.area <> '' and r.received_at >= %(since)s and m.needs_verification and not exists (
        select 1 from journal_entry e where e.subject_kind = 'report' and e.subject_id = r.id::text
        and e.kind = 'report.sent_to_verify')"""
SENT_TWICE = """select coalesce(sum(times - 1), 0) from (select count(*) as times from journal_entry
    where kind in ('report.sent_to_verify', 'report.admitted') group by subject_id, kind) as sent where times > 1"""
UNPROPOSED = """select count(*) from journal_entry e where e.kind = 'case.opened' and not exists (
    select 1 from dispatch_proposal p where p.case_id = e.subject_id::uuid)"""
ASSIGNED_TWICE = """select coalesce(sum(times - 1), 0) from (select count(*) as times from journal_entry
    where kind = 'case.assigned' group by subject_id) as assigned where times > 1"""
UNFOLDED = """select count(*) from journal_entry e where e.subject_kind in ('case', 'report') and e.seq > greatest(
    (select max(seq) from figures_turn t where t.case_id = e.subject_id::uuid),
    (select max(seq) from figures_happening h where h.case_id = e.subject_id::uuid),
    (select max(seq) from figures_voice v where v.report_id = e.subject_id::uuid), 0)"""
JOURNAL = {"reports": "report.received", "opened": "case.opened", "urges": "case.urged"}
"""Measures that are as many as the journal has entries of a kind."""


def main(since: str) -> dict[str, Any]:
    began = time.monotonic()
    behind = unread()
    waited = round(time.monotonic() - began, 1)
    given = {"since": since}
    found = {
        "intake": (one(UNSENT, given), one(SENT_TWICE)),
        "dispatch": (one(UNPROPOSED), one(ASSIGNED_TWICE)),
        "telling": (one(UNTOLD, given), one(TOLD_TWICE)),
        "tallies": apart(kept_tallies(), counted_cases()),
        "figures": figures(),
    }
    told = {name: {"lost": lost, "doubled": doubled} for name, (lost, doubled) in found.items()}
    return {
        "readers": told,
        "behind": behind,
        "waited_s": waited,
        "entries": one("select count(*) from journal_entry"),
    }


def figures() -> tuple[int, int]:
    """Sums against facts, measure by measure; sums against the journal where it tells the same; entries in no fact."""
    kept, counted = Counter[str](), Counter[str]()
    sums = "select coalesce(sum({}), 0) from figures_cell where cut = 'total' and grain = 'day' and area = ''"
    facts = "select count(*) from figures_{} where {} is not null and ({})"
    for name, measure in MEASURES.items():
        kept[name] = one(sums.format(name))
        counted[name] = one(facts.format(measure.table, measure.slot, measure.condition or "true"))
    lost, doubled = apart(kept, counted)
    entries = Counter(
        {
            name: one("select count(*) from journal_entry where kind = %(kind)s", {"kind": kind})
            for name, kind in JOURNAL.items()
        }
    )
    fewer, more = apart(Counter({name: kept[name] for name in JOURNAL}), entries)
    return lost + fewer + one(UNFOLDED), doubled + more


def kept_tallies() -> Counter[tuple[Any, ...]]:
    rows = Tally.objects.filter(unit_id=None).values_list("centre_id", "area", "queue", "count")
    return Counter({(centre, area, queue): count for centre, area, queue, count in rows})


def counted_cases() -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for name in COUNTED:
        cases = Case.objects.filter(IS_OPEN, QUEUES[name]).annotate(here=Left("area", 12))
        rows = cases.values_list("centre_id", "here").annotate(count=Count("pk", distinct=True)).order_by()
        found |= Counter({(centre, here, name): count for centre, here, count in rows})
    return found


def apart(kept: Counter[Any], counted: Counter[Any]) -> tuple[int, int]:
    """How many are missing from what is kept, and how many are there too often."""
    return (counted - kept).total(), (kept - counted).total()


def one(sql: str, given: dict[str, Any] | None = None) -> int:
    with connection.cursor() as db:
        db.execute(sql, given)
        return int(db.fetchone()[0])


if __name__ == "__main__":
    json.dump(main(**json.load(sys.stdin)), sys.stdout)
