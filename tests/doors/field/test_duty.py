"""My shifts on the phone: the button, what waited without signal counts from when it was pressed, the handover."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commongrid.registry.duty.models import Shift
from tests.browsing import client_for
from tests.cast import Town
from tests.doors.desk.rosters.test_pages import lay

pytestmark = pytest.mark.django_db
DEVICE = {"HTTP_X_SENDING": "1"}
KEY = "a-key-of-my-own-shift"


@pytest.fixture
def lately(town: Town) -> Town:
    town.now = timezone.now().replace(second=0, microsecond=0)
    return town


def test_today_offers_to_sign_on_while_it_is_time(lately: Town) -> None:
    lay(lately, "chenlihua", timedelta(hours=2))
    client = client_for("chenlihua")
    assert client.get("/field/").context["shift"] is None
    mine = lay(lately, "chenlihua", timedelta(minutes=10), timedelta(hours=1))
    page = client.get("/field/")
    assert page.context["shift"] == mine
    assert '"/field/duty/"' in page.content.decode()
    assert {each["url"] for each in client.get("/field/held/").json()["pages"]} >= {"/field/duty/"}


def test_what_waited_without_signal_counts_from_when_the_button_was_pressed(lately: Town) -> None:
    mine = lay(lately, "chenlihua", timedelta(hours=-2))
    pressed, sent = lately.now - timedelta(hours=1, minutes=58), timezone.now()
    told = {"key": KEY, "captured_at": pressed.isoformat(), "sent_at": sent.isoformat()}
    client, url = client_for("chenlihua"), f"/field/duty/{mine.pk}/on/"
    assert client.post(url, told, **DEVICE).json()["state"] == "done"
    assert client.post(url, told, **DEVICE).json()["state"] == "done"
    signed = Shift.objects.get(pk=mine.pk).signed_on_at
    assert signed is not None
    assert abs(signed - pressed) < timedelta(seconds=5)


def test_signing_off_hands_over_and_the_next_one_reads_it(lately: Town) -> None:
    mine = lay(lately, "chenlihua", timedelta(minutes=-5), timedelta(hours=1))
    lay(lately, "hezhiqiang", timedelta(minutes=55))
    client = client_for("chenlihua")
    client.post(f"/field/duty/{mine.pk}/on/", {"key": KEY})
    client.post(f"/field/duty/{mine.pk}/off/", {"key": f"{KEY}-2", "handover": "电梯困人已处置，等物业回话"})
    other = client_for("hezhiqiang")
    assert "电梯困人已处置" in other.get("/field/duty/").content.decode()
    assert other.post(f"/field/duty/{mine.pk}/read/", {"key": KEY}).status_code == 302
    assert Shift.objects.get(pk=mine.pk).read_at is not None


def test_nobody_signs_for_another(lately: Town) -> None:
    mine = lay(lately, "chenlihua", timedelta(minutes=-5), timedelta(hours=1))
    answer = client_for("hezhiqiang").post(f"/field/duty/{mine.pk}/on/", {"key": KEY})
    assert answer.status_code == 404
    assert Shift.objects.get(pk=mine.pk).signed_on_at is None


def test_too_early_is_said_and_nothing_is_signed(lately: Town) -> None:
    mine = lay(lately, "chenlihua", timedelta(hours=3))
    told = client_for("chenlihua").post(f"/field/duty/{mine.pk}/on/", {"key": KEY}, **DEVICE).json()
    assert told["state"] == "refused"
    assert "可以签到" in told["words"][0]
