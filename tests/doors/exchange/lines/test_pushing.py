"""Tickets handed in: signed, just now, answered one by one, the same again the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commongrid.intake.models import Report
from commongrid.work.lines import rules
from commongrid.work.lines.models import Line, Ticket
from tests.cast import Town
from tests.work.lines.setting import line

pytestmark = pytest.mark.django_db
URL = "/lines/police/tickets"


@pytest.fixture
def police(town: Town, settings: Any) -> Line:
    settings.LINE_SECRETS = {"police": "only-a-test"}
    return line(town, "police", "push", channel="110")


def post(body: bytes, *, secret: str = "only-a-test", ago: int = 0, url: str = URL, key: str = "") -> Any:
    stamp = str(int(timezone.now().timestamp()) - ago)
    signed = f"sha256={rules.signature(secret, stamp, body)}"
    headers = {"X-Commongrid-Timestamp": stamp, "X-Commongrid-Signature": signed}
    headers |= {"Idempotency-Key": key} if key else {}
    return Client(enforce_csrf_checks=True).post(url, body, content_type="application/json", headers=headers)


def test_every_ticket_is_answered_and_the_same_again_the_same(police: Line) -> None:
    body = json.dumps([{"id": "J-1", "text": "噪音扰民"}, {"id": "J-2", "text": ""}]).encode()
    first, again = post(body), post(body)
    assert first.status_code == 200
    assert first.json() == again.json()
    taken, refused = first.json()["tickets"]
    assert (taken["state"], taken["number"]) == ("accepted", Report.objects.get().number)
    assert (refused["state"], refused["why"]) == ("refused", "intake.nothing_said")
    police.refresh_from_db()
    assert police.heard_at is not None


@pytest.mark.parametrize(
    ("body", "told", "status"),
    [
        (b"{}", {"secret": "another-one"}, 401),
        (b"{}", {"ago": 400}, 401),
        (b"{}", {"ago": -400}, 401),
        (b"{", {}, 400),
        (b"[]", {}, 422),
        (b"[3]", {}, 400),
        (b"{}", {"url": "/lines/nobody/tickets"}, 404),
        (b" " * (2 * 2**20 + 1), {}, 413),
    ],
)
def test_what_is_wrong_is_a_problem_and_takes_nothing_in(
    police: Line, body: bytes, told: dict[str, Any], status: int
) -> None:
    answer = post(body, **told)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert not Report.objects.exists()


def test_without_a_signature_nothing_opens(police: Line) -> None:
    assert Client().post(URL, b"{}", content_type="application/json").status_code == 401


def test_a_key_of_theirs_gets_the_very_same_answer_and_stands_for_one_body(police: Line) -> None:
    body, other = b'{"id": "K-1", "text": "light out"}', b'{"id": "K-2", "text": "light out"}'
    first = post(body, key="call-1")
    Report.objects.update(number="SB0000000X")
    again = post(body, key="call-1")
    assert (first.status_code, first.json()) == (200, again.json())
    clash = post(other, key="call-1")
    assert (clash.status_code, clash.json()["title"]) == (422, "key-used")
    assert post(body, key="x" * 81).status_code == 400
    assert Report.objects.count() == 1


def test_one_bad_ticket_ends_nobodys_round(police: Line) -> None:
    bad = '{"id": "B-1", "text": "half a sign \\ud800"}'
    unnamed = '{"id": "\\ud83d", "text": "no number"}'
    body = f'[{{"id": "B-0", "text": "噪音"}}, {bad}, {unnamed}, {{"id": "B-2", "text": "路灯"}}]'.encode()
    first = post(body).json()["tickets"]
    assert [one["state"] for one in first] == ["accepted", "refused", "refused", "accepted"]
    assert first[1]["why"] == "lines.not_kept"
    kept = Ticket.objects.get(their_id="B-1")
    assert kept.raw is not None
    assert "half a sign" in kept.raw
    assert Report.objects.count() == 2
