"""An office whose server fails half of the time: every ticket once, every receipt there, nothing doubled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commongrid.doors.exchange.lines import reading
from commongrid.intake.models import Report
from commongrid.work.lines import queries
from commongrid.work.lines.models import Line, Receipt, Ticket
from tests.cast import Town
from tests.doors.exchange.lines.servers import peer
from tests.work.lines.setting import line

pytestmark = pytest.mark.django_db
TICKETS = [{"id": f"P-{number}", "text": f"第{number}号事项，请处理"} for number in range(40)]


def rounds(office: Line, town: Town, most: int = 80) -> int:
    """Rounds until nothing new comes and nothing is owed."""
    for number in range(1, most):
        now = queries.line(office.pk)
        assert now is not None
        reading.round_of(now, at=town.later(hours=7))
        if Ticket.objects.count() == len(TICKETS) and not Receipt.objects.filter(sent_at=None).exists():
            return number
    raise AssertionError("it never ended")


def test_nothing_is_lost_and_nothing_doubled(town: Town, settings: Any) -> None:
    settings.LINE_SECRETS = {"police": "only-a-test"}
    with peer("only-a-test", TICKETS) as office:
        options = {"url": f"{office.url}/tickets", "answers": f"{office.url}/answers"}
        rounds(line(town, "police", "pull", channel="110", options=options), town)
    assert office.failures > office.calls // 3
    assert office.unsigned == 0
    assert sorted(Ticket.objects.values_list("their_id", flat=True)) == sorted(one["id"] for one in TICKETS)
    assert Report.objects.filter(channel="110").count() == len(TICKETS)
    told = {body["ticket"]: body["number"] for body in office.told.values()}
    assert len(office.told) == len(told) == len(TICKETS)
    assert set(told.values()) == set(Report.objects.values_list("number", flat=True))


def test_a_line_that_does_not_answer_is_seen_and_its_cursor_stays(town: Town, settings: Any) -> None:
    settings.LINE_SECRETS = {"police": "only-a-test"}
    with peer("only-a-test", TICKETS) as office:
        url = office.url
    away = line(town, "police", "pull", channel="110", options={"url": url})
    for _ in range(2):
        assert reading.round_of(away, at=town.later(minutes=1)) == (0, 0)
    away.refresh_from_db()
    assert (away.cursor, away.heard_at) == ("", None)
    assert away.failing_since == town.now - timedelta(minutes=1)
    assert "no answer" in away.fault


def test_without_its_secret_a_line_says_so(town: Town) -> None:
    mute = line(town, "police", "pull", channel="110", options={"url": "http://127.0.0.1:9/"})
    reading.round_of(mute, at=town.now)
    mute.refresh_from_db()
    assert "COMMONGRID_LINE_SECRETS" in mute.fault
