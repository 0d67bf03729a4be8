"""What is gathered in bounded reads is what reading everything would give, page after page, in every order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from commongrid.base.access.terms import Actor, AnyOf, Grant, Has, Is, Prefix
from commongrid.cases import facets, queries
from commongrid.cases.models import IS_OPEN, NEVER
from commongrid.cases.queries import asking, gathering
from commongrid.cases.queries.asking import Asked
from tests.cases import crowd
from tests.cast import START, Town, found_town

pytestmark = pytest.mark.django_db
ASKED = Asked()
DAYS = START - timedelta(days=900), START - timedelta(days=870)


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Sixteen hundred cases for the whole module, gone with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = found_town()
        crowd.fill(town, 1_600)
        yield town
        transaction.set_rollback(True)


def questions(town: Town) -> dict[str, Asked]:
    unit = town.unit_of("liguoqiang").pk
    within, saying = asking.within, asking.saying
    return {
        "everything": ASKED,
        "a place": within(ASKED, crowd.CROWDED),
        "a quiet place": within(ASKED, crowd.QUIET),
        "a village": within(ASKED, "449900101002"),
        "a unit": asking.of_unit(ASKED, unit),
        "frequent words": saying(ASKED, crowd.OFTEN),
        "rare words": saying(ASKED, crowd.SELDOM),
        "two signs": saying(ASKED, "破损"),
        "its pairs, not the phrase": saying(ASKED, crowd.NO_PHRASE),
        "words nobody said": saying(ASKED, crowd.NEVER),
        "open": asking.in_queue(ASKED, "open"),
        "closed": asking.in_queue(ASKED, "closed"),
        "sent back": asking.in_queue(ASKED, "sent_back"),
        "on hold": asking.in_queue(ASKED, "paused"),
        "supervised": asking.in_queue(ASKED, "supervised"),
        "not void": asking.not_void(ASKED),
        "late": asking.due_before(ASKED, START - timedelta(days=20)),
        "soon": asking.due_soon(ASKED, START - timedelta(days=20)),
        "by phone": asking.by_channel(ASKED, "phone"),
        "a month": asking.opened_between(ASKED, *(START - timedelta(days=ago) for ago in (70, 40))),
        "since": asking.opened_between(ASKED, START - timedelta(days=10), None),
        "no such matter": asking.of_matters(ASKED, []),
        "all together": saying(
            within(asking.of_unit(asking.in_queue(ASKED, "closed"), unit), crowd.CROWDED), "井盖"
        ),
    }


def brute(asked: Asked, order: str) -> list[Any]:
    """All keys by reading the whole table."""
    rows = asking.rows_of(asked)
    if order == "due":
        found = rows.filter(IS_OPEN).values_list("due_at", "pk")
        return [pk for _, pk in sorted((due or NEVER, pk) for due, pk in found)]
    column = f"{order}_at"
    return list(
        rows.filter(**{f"{column}__isnull": False})
        .order_by(F(column).desc(), "-pk")
        .values_list("pk", flat=True)
    )


@pytest.mark.parametrize("order", ["due", "opened", "closed"])
def test_pages_give_what_reading_everything_gives(
    crowded: Town, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "WALK", 60)
    monkeypatch.setattr(gathering, "MOST_IN_SLICE", 40)
    monkeypatch.setattr(gathering, "BUDGET", 10**6)
    for name, asked in questions(crowded).items():
        expected, found, after = brute(asked, order), [], ""
        for _ in range(4):
            shown = queries.page(asked, order, after, size=17)
            found += [case.pk for case in shown.cases]
            after = shown.after
            if not after:
                break
        assert found == expected[: len(found)], (name, order)
        assert len(found) == min(len(expected), 4 * 17), (name, order)


def test_counts_are_those_of_the_whole_table_up_to_a_limit(crowded: Town) -> None:
    for name, asked in questions(crowded).items():
        expected = len(brute(asked, "opened"))
        assert queries.count(asked, "opened", most=100) == (min(expected, 100), expected > 100), name


def test_a_search_that_takes_too_long_says_how_far_it_looked(
    crowded: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "WALK", 50)
    monkeypatch.setattr(gathering, "MOST_IN_SLICE", 30)
    monkeypatch.setattr(gathering, "BUDGET", 200)
    asked = asking.saying(ASKED, crowd.NO_PHRASE)
    shown = queries.page(asked, "opened")
    assert shown.until is not None
    assert shown.after
    pages = 1
    while shown.after:
        shown, before = queries.page(asked, "opened", shown.after), shown.until
        assert shown.until is None or before is None or shown.until < before
        pages += 1
    assert pages > 2


def test_facets_never_leave_out_what_a_grant_reaches(crowded: Town) -> None:
    unit = crowded.unit_of("liguoqiang").pk
    reaches = [
        Prefix("area", ""),
        Prefix("area", "4499"),
        Prefix("area", "449900101"),
        Prefix("area", crowd.QUIET),
        AnyOf((Is("centre_id", unit), Prefix("area", crowd.QUIET))),
        AnyOf((Has("unit_ids", unit), Has("called_ids", unit))),
        AnyOf(()),
    ]
    for one in reaches:
        actor = Actor(kind="staff", grants=(Grant("cases.see", one),))
        asked = asking.seen(actor)
        found = [pk for _, pk in gathering.gather(asked, gathering.ORDERS["opened"], most=5_000).keys]
        assert found == brute(asked, "opened"), one
        assert {case.pk for case in queries.seen_by(actor)} == set(found)


def test_spans_of_days_are_whole_and_short() -> None:
    def days(told: str) -> set[int]:
        parts = [part.strip("()' ").split(":") for part in told.split("|")]
        wide = {int(letter[1]): 8 ** int(letter[1]) for letter, _ in parts}
        return {int(at) * wide[int(one[1])] + n for one, at in parts for n in range(wide[int(one[1])])}

    for first, last in ((20_000, 20_000), (20_001, 20_700), (19_999, 23_000), (facets.FIRST_DAY, 20_784)):
        told = facets.span("o", first, last)
        assert days(told) == set(range(first, last + 1))
        assert told.count("|") < 60


def test_planner_settings_are_as_usual_afterwards(crowded: Town) -> None:
    queries.page(ASKED, "opened")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('enable_seqscan'), current_setting('enable_sort')")
        assert cursor.fetchone() == ("on", "on")
