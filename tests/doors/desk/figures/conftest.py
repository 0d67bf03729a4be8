"""A town with a history that the figures have counted."""

from __future__ import annotations

from datetime import datetime

import pytest

from commongrid.base.journal.models import Entry
from commongrid.base.journal.terms import Recorded
from commongrid.cases import acts as cases
from commongrid.insight.figures import acts as figures
from tests.cast import DISPUTE, LAMP, POTHOLE, Town

SHIBU, DONGXING = "449900101", "449900101001"
BUREAU = "449900101-D17"


def count(at: datetime) -> None:
    """Let the figures hear the whole journal, in this test's own transaction."""
    names = Recorded.__dataclass_fields__
    rows = Entry.objects.filter(subject_kind__in=["case", "report"]).order_by("id").values(*names)
    figures.count([Recorded(**{**row, "whys": tuple(row["whys"])}) for row in rows], at=at)


@pytest.fixture
def at_noon(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The pages' clock stands where the town's does."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: town.now)
    return town


@pytest.fixture
def counted(at_noon: Town) -> Town:
    """Twelve road cases given to the bureau, one sent back; a lamp; a confidential dispute; a report that waits."""
    town = at_noon
    made = [town.case(POTHOLE) for _ in range(12)]
    town.case(LAMP), town.case(DISPUTE, words="楼上楼下为漏水吵了一个月"), town.report()
    for case in made:
        cases.assign(case, town.unit(BUREAU), by=town.zhoumin, at=town.later(minutes=1), why="市政道路")
    for case in made[1:]:
        cases.take(case, by=town.liguoqiang, at=town.later(minutes=1))
    cases.send_back(
        made[0], by=town.liguoqiang, at=town.later(minutes=1), reason="SB01", why="依规定不归我们"
    )
    count(town.now)
    return town
