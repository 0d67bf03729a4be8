"""A desk nobody works at signs itself out; the field and what a page asks for by itself do not count."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from commongrid.doors import look
from commongrid.doors.look import idle
from tests.browsing import client_for
from tests.cast import Town

MOST = 3600


class Clock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settings.STAFF_IDLE_SECONDS = MOST
    clock = Clock()
    monkeypatch.setattr(idle, "time", clock)
    return clock


@pytest.mark.django_db
def test_a_session_ends_after_an_hour_without_a_hand(town: Town, clock: Clock) -> None:
    client = client_for("zhoumin")
    for _ in range(3):
        assert client.get("/desk/").status_code == 200
        clock.now += MOST - 1
    assert client.get("/desk/").status_code == 200
    clock.now += MOST + 1
    assert client.get("/desk/")["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_what_a_page_asks_for_by_itself_keeps_nobody_signed_in(town: Town, clock: Clock) -> None:
    client = client_for("zhoumin")
    client.get("/desk/")
    for _ in range(13):
        clock.now += MOST // 12
        answer = client.get("/desk/", headers={idle.BY_ITSELF.lower(): "1"})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_a_form_written_before_is_kept(town: Town, clock: Clock) -> None:
    client = client_for("zhoumin")
    client.get("/desk/")
    clock.now += MOST + 1
    url = f"/desk/cases/{town.case().number}/comment/"
    answer = client.post(url, {"why": "已经围好", "seq": "1"})
    assert answer.status_code == 401
    assert "已经围好" in answer.content.decode()


@pytest.mark.django_db
def test_the_field_goes_on(town: Town, clock: Clock) -> None:
    client = client_for("chenlihua")
    client.get("/field/")
    clock.now += 100 * MOST
    assert client.get("/field/").status_code == 200


@pytest.mark.django_db
def test_a_session_is_not_written_with_every_request(town: Town, clock: Clock) -> None:
    client = client_for("zhoumin")
    client.get("/desk/notices/")
    before = client.session[idle.LAST]
    clock.now += MOST // 24
    client.get("/desk/notices/")
    assert client.session[idle.LAST] == before
    clock.now += MOST // 24
    client.get("/desk/notices/")
    assert client.session[idle.LAST] > before


def test_every_page_of_the_desk_that_asks_by_itself_says_so() -> None:
    desk = Path(look.__file__).parent.parent / "desk"
    asking = [path for path in desk.rglob("*.html") if "every " in path.read_text()]
    silent = [
        f"{path}: {tag}"
        for path in asking
        for tag in re.findall(r"<[^>]*hx-trigger=\"[^\"]*every [^>]*>", path.read_text())
        if idle.BY_ITSELF not in tag
    ]
    assert asking
    assert not silent
