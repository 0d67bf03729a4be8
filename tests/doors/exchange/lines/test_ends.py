"""What a line is told at the end, by a peer on this machine: result, void and reopened, once each, in order."""

from __future__ import annotations

from typing import Any

import pytest

from commongrid.base.access.terms import SYSTEM
from commongrid.base.journal import queries as history
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.config import wiring
from commongrid.doors.exchange.lines import reading
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.work.lines import acts, queries
from commongrid.work.lines.models import Line, Receipt, Ticket
from tests.cast import Town
from tests.doors.exchange.lines.servers import peer
from tests.work.lines.setting import line, told

pytestmark = pytest.mark.django_db


def heard(kind: str, subject: str) -> None:
    """The last entry of a subject, as the reader of the journal hands it to who listens; twice, as it may after a crash."""
    entry = history.last_entry(kind, subject)
    assert entry is not None
    for _ in range(2):
        for listener in wiring.LINES[entry.kind]:
            listener(entry)


def told_all(office: Line, town: Town) -> None:
    """Rounds until the peer, which fails half of the time, has everything."""
    for _ in range(40):
        found = queries.line(office.pk)
        assert found is not None
        reading.round_of(found, at=town.later(hours=7))
        if not Receipt.objects.filter(sent_at=None).exists():
            return
    raise AssertionError("something never arrived")


def closed(town: Town, case: Case) -> None:
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.now, why="职责所在")
    cases.take(case, by=town.liguoqiang, at=town.now)
    cases.report_done(case, by=town.liguoqiang, at=town.now, why="已修好", photos=1)
    cases.pass_check(case, by=town.zhoumin, at=town.now)


def test_results_voids_and_reopenings_arrive_once_each(town: Town, settings: Any) -> None:
    settings.LINE_SECRETS = {"police": "only-a-test"}
    with peer("only-a-test", []) as other:
        office = line(
            town, "police", "push", channel="110", joins=False, options={"answers": f"{other.url}/answers"}
        )
        made = {}
        for number, words in (
            ("E-1", "路面塌了一个大坑"),
            ("E-2", "井盖响得睡不着"),
            ("E-3", "招牌要掉下来"),
        ):
            acts.take_in(office, told(number, words, area="449900101001"), by=SYSTEM, at=town.now)
            report = Report.objects.get(pk=Ticket.objects.get(their_id=number).report_id)
            made[number] = (report, intake.admit(report, town.item(), by=town.zhoumin, at=town.now))
        told_all(office, town)
        closed(town, made["E-1"][1])
        heard("case", str(made["E-1"][1].pk))
        cases.void(made["E-2"][1], by=town.zhoumin, at=town.now, reason="VO02", why="误报")
        heard("case", str(made["E-2"][1].pk))
        told_all(office, town)
        assert Ticket.objects.get(their_id="E-1").answered_at is not None
        cases.reopen(made["E-1"][1], by=town.liangyong, at=town.now, why="坑又出现了")
        heard("case", str(made["E-1"][1].pk))
        assert Ticket.objects.get(their_id="E-1").answered_at is None
        told_all(office, town)
    said = sorted((body["ticket"], body["kind"], body.get("outcome", "")) for body in other.told.values())
    assert said == [
        ("E-1", "accepted", ""), ("E-1", "reopened", ""), ("E-1", "result", "done"), ("E-2", "accepted", ""),
        ("E-2", "result", "voided"), ("E-3", "accepted", ""),
    ]  # fmt: skip
    assert other.unsigned == 0
    assert all(body["number"] == made[body["ticket"]][0].number for body in other.told.values())
    assert not any("坑" in str(body) or "误报" in str(body) for body in other.told.values())
