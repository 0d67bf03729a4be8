"""What happens by itself after a report has come in, and what waits for a dispatcher."""

from __future__ import annotations

import pytest

from commongrid.base.journal import queries as history
from commongrid.cases.models import Case
from commongrid.intake import acts, listeners
from commongrid.intake.models import Report
from tests.cast import DISPUTE, POTHOLE, Town

pytestmark = pytest.mark.django_db


def heard(report: Report) -> Report:
    entry = history.last_entry("report", str(report.pk))
    assert entry is not None
    {"report.received": listeners.on_received, "report.verified": listeners.on_verified}[entry.kind](entry)
    report.refresh_from_db()
    return report


def test_a_matter_that_asks_for_it_is_looked_at_first(town: Town) -> None:
    report = heard(town.report(matter_id=town.item(POTHOLE).matter_id))
    assert (report.status, report.due_at is not None) == ("verifying", True)


def test_what_a_worker_confirmed_becomes_a_case(town: Town) -> None:
    report = heard(town.report(matter_id=town.item(POTHOLE).matter_id))
    acts.verify(report, "confirmed", by=town.chenlihua, at=town.later(hours=1))
    assert heard(report).status == "admitted"
    assert Case.objects.get().matter.code == POTHOLE


def test_what_nobody_named_waits_for_a_dispatcher(town: Town) -> None:
    assert heard(town.report()).status == "received"


def test_what_needs_no_look_opens_its_case_at_once(town: Town) -> None:
    assert heard(town.report(matter_id=town.item(DISPUTE).matter_id)).status == "admitted"


def test_a_probable_twin_waits_for_a_dispatcher(town: Town) -> None:
    item = town.item(DISPUTE)
    assert heard(town.report(matter_id=item.matter_id)).status == "admitted"
    assert heard(town.report(matter_id=item.matter_id)).status == "received"
    assert Case.objects.count() == 1


def test_a_report_that_moved_on_meanwhile_is_left_alone(town: Town) -> None:
    report = town.report(matter_id=town.item(DISPUTE).matter_id)
    entry = history.last_entry("report", str(report.pk))
    assert entry is not None
    acts.decline(report, "DR01", by=town.zhoumin, at=town.later(minutes=1), text="请走物业渠道")
    listeners.on_received(entry)
    report.refresh_from_db()
    assert report.status == "declined"
