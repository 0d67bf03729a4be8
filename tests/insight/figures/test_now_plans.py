"""What is open now is told from its index alone, on a table big enough to matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from commongrid.insight.figures import queries
from tests.cases import crowd
from tests.cast import START, Town, found_town
from tests.explaining import explain_asked

pytestmark = pytest.mark.django_db
NOW, OPEN = "cases_case_now", 3_750
"""The index, and the open ones among the thirty thousand."""
OF_OPEN = {NOW, "cases_case_near", "cases_case_due", "cases_case_called"}
"""For a city and a town any index of the open ones alone will do, as long as nothing has been vacuumed: they cost alike."""
CITY, TOWN = "4499", crowd.CROWDED[:9]
ASKED: dict[str, tuple[Callable[[], Any], int]] = {
    "a city": (lambda: queries.standing(CITY, START), 4_000),
    "a community": (lambda: queries.standing(crowd.QUIET[:12], START), 1_500),
    "a grid": (lambda: queries.standing(crowd.QUIET, START), 30),
    "a city by town": (lambda: queries.standing_by_division(CITY, 9, START), 4_000),
    "a town by grid": (lambda: queries.standing_by_division(TOWN, 15, START), 4_000),
    "a town by unit": (lambda: queries.standing_by_unit(TOWN, START), 4_000),
}
"""Pages at most: one for each open case there while the table is new, next to none once it has been vacuumed."""


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        crowd.fill(town)
        yield town
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_open_now_stands_on_its_index_alone(crowded: Town, name: str) -> None:
    ask, most = ASKED[name]
    found = explain_asked(ask)
    is_wide = name.startswith(("a city", "a town"))
    assert found.indexes == {NOW} or (is_wide and found.indexes <= OF_OPEN)
    assert not found.whole
    assert found.pages <= most


def test_what_is_closed_costs_nothing(crowded: Town) -> None:
    assert queries.standing(CITY, START).open < OPEN + 100
    assert explain_asked(lambda: queries.standing("4488", START)).pages <= 5
