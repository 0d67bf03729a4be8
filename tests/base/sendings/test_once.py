"""The same key is the same sending: done once, answered alike, free again when nothing was kept."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.access.terms import Actor
from commongrid.base.sendings import acts, rules
from commongrid.base.sendings.models import Sending
from commongrid.base.sendings.terms import KEPT, OLDEST
from tests.explaining import explain

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ME = Actor("staff", name="陈丽华", account_id=7)
KEY = "device-000001"


@pytest.mark.django_db
def test_the_second_time_is_answered_like_the_first() -> None:
    with acts.once(KEY, by=ME, at=NOW) as taken:
        assert taken.answer is None
        taken.keep({"url": "/field/"})
    with acts.once(KEY, by=ME, at=NOW) as again:
        assert again.answer == {"url": "/field/"}


@pytest.mark.django_db
def test_a_key_is_free_again_when_nothing_was_kept_or_it_failed() -> None:
    with acts.once(KEY, by=ME, at=NOW):
        pass
    with pytest.raises(ZeroDivisionError):
        _fail()
    assert not Sending.objects.exists()


def _fail() -> None:
    with acts.once(KEY, by=ME, at=NOW) as taken:
        taken.keep({})
        _ = 1 / 0


@pytest.mark.django_db
def test_the_same_key_of_another_account_is_another_sending() -> None:
    with acts.once(KEY, by=ME, at=NOW) as taken:
        taken.keep({"url": "/mine/"})
    with acts.once(KEY, by=Actor("staff", account_id=8), at=NOW) as other:
        assert other.answer is None


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once() -> None:
    done: list[int] = []
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with acts.once(KEY, by=ME, at=NOW) as taken:
            inside.set()
            go_on.wait(10)
            done.append(1)
            taken.keep({"n": 1})
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.2, go_on.set).start()
    with acts.once(KEY, by=ME, at=NOW) as second:
        assert second.answer == {"n": 1}
    thread.join(10)
    assert done == [1]


@pytest.mark.django_db
def test_old_keys_go_by_their_index() -> None:
    with acts.once(KEY, by=ME, at=NOW) as taken:
        taken.keep({})
    assert acts.forget(at=NOW + KEPT) == 0
    assert acts.forget(at=NOW + KEPT + timedelta(seconds=1)) == 1
    rows = "insert into sendings_sending (account_id, key, taken_at) select n, n::text, now() - n * interval '1 minute'"
    with connection.cursor() as db:
        db.execute(f"{rows} from generate_series(1, 20000) n")
        db.execute("analyze sendings_sending")
    plan = explain("select * from sendings_sending where taken_at < now() - interval '13 days'", ())
    assert plan.indexes == {"sendings_taken"}
    mine = explain("select answer from sendings_sending where account_id = 77 and key = '77'", ())
    assert mine.indexes == {"sendings_once"}


moments = st.timedeltas(timedelta(days=-2000), timedelta(days=2000)).map(lambda far: NOW + far)


@given(
    seen=st.floats(0, OLDEST.total_seconds() - 1),
    wrong=st.floats(-9e8, 9e8),
)
def test_a_wrong_clock_is_set_right(seen: float, wrong: float) -> None:
    """Whatever the device's clock says, what counts is how long ago it was."""
    off = timedelta(seconds=wrong)
    told = rules.captured_at(NOW - timedelta(seconds=seen) + off, NOW + off, NOW)
    assert told.answer is not None
    assert abs(told.answer - (NOW - timedelta(seconds=seen))) < timedelta(milliseconds=1)


@given(said=moments, device=moments)
def test_nothing_is_believed_that_cannot_be(said: datetime, device: datetime) -> None:
    told = rules.captured_at(said, device, NOW)
    if told.answer is not None:
        assert NOW - OLDEST <= told.answer <= NOW
    assert told.why


def test_without_a_time_there_is_none() -> None:
    assert rules.captured_at(None, NOW, NOW).answer is None
