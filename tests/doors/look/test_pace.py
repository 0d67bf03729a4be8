"""One account writes no faster than hands and phones do; what is read is never slowed down."""

from __future__ import annotations

import pytest

from commongrid.doors.look import gate, pace
from commongrid.doors.look.pace import Pace
from tests.browsing import client_for
from tests.cast import Town


def test_a_bucket_fills_up_again() -> None:
    bucket = Pace(burst=3, a_second=2)
    assert [bucket.take(1, 100.0) for _ in range(4)] == [0, 0, 0, 1]
    assert bucket.take(2, 100.0) == 0
    assert bucket.take(1, 100.4) == 1
    assert bucket.take(1, 100.5) == 0
    assert [bucket.take(1, 200.0) for _ in range(4)] == [0, 0, 0, 1]


def test_accounts_long_unused_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST", 10)
    bucket = Pace(burst=3, a_second=2)
    for account in range(50):
        bucket.take(account, float(account))
    assert list(bucket.left) == list(range(40, 50))


@pytest.mark.django_db
def test_too_often_is_said_with_how_long_to_wait_and_reading_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_pace", Pace(burst=2, a_second=0.01))
    client = client_for("zhoumin")
    assert [client.post("/desk/me/views/", {}).status_code != 429 for _ in range(2)] == [True, True]
    answer = client.post("/desk/me/views/", {})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 100
    assert client.get("/desk/").status_code == 200
    assert client_for("chenlihua").post("/field/me/post/", {}).status_code != 429
