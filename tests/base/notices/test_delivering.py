"""What leaves the house: signed, at least once, later when it fails, never inside the house, never to the erased."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.access import acts as access
from commongrid.base.access.models import Account
from commongrid.base.access.terms import EVERYTHING, SYSTEM, Actor, Grant
from commongrid.base.journal.models import Entry
from commongrid.base.notices import acts, posting, queries, rules, voices
from commongrid.base.notices.models import Delivery, Hook, Notice
from commongrid.base.notices.terms import Channel, Happening, Message
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused, Why

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
ADMIN = Actor("staff", "苏晴", 1, grants=(Grant("admin.configuration", EVERYTHING),))


@pytest.fixture
def account(db: None) -> Account:
    rows = [{"username": "zhoumin", "name": "周敏", "email": "zhoumin@example.org", "language": "en"}]
    return access.add_accounts(rows, by=SYSTEM, at=AT)["zhoumin"]


def actor(account: Account) -> Actor:
    return Actor("staff", account.name, account.pk)


def message(account: Account, key: str = "1.1", **told: Any) -> Message:
    facts = {"number": "SB1", "title": "路面", "place": "东兴路"}
    shared = {
        "why": Why("telling.report_received", facts),
        "about": "report:SB1",
        "path": "/desk/reports/SB1/",
    }
    return Message(**{**shared, "key": key, "at": AT, "accounts": frozenset({account.pk}), **told})


class Ear(BaseHTTPRequestHandler):
    """Another system: keeps what it is told and answers as it was told to."""

    heard: list[tuple[dict[str, str], bytes]] = []
    answers: list[int] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Ear.heard.append((dict(self.headers), body))
        self.send_response(Ear.answers.pop(0) if Ear.answers else 204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def ear() -> Iterator[str]:
    Ear.heard, Ear.answers = [], []
    server = HTTPServer(("127.0.0.1", 0), Ear)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    running.start()
    yield f"http://127.0.0.1:{server.server_port}/hook?city=4499"
    server.shutdown()
    running.join()
    server.server_close()


def happening(key: str = "1.7") -> Happening:
    return Happening("case.opened", "case:SB1", key, AT)


@pytest.mark.django_db
def test_a_notice_stands_in_the_inbox_once(account: Account) -> None:
    assert acts.tell([message(account), message(account)], at=AT) == 1
    assert acts.tell([message(account)], at=AT) == 0
    [notice] = queries.inbox(actor(account)).notices
    assert (notice.kind, notice.facts["number"], notice.read_at) == ("telling.report_received", "SB1", None)
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_only_ones_own_notices_are_marked_read(account: Account) -> None:
    other = access.add_accounts([{"username": "stranger", "name": "陌生人"}], by=SYSTEM, at=AT)["stranger"]
    acts.tell([message(account, key=f"1.{number}") for number in range(3)], at=AT)
    ids = list(Notice.objects.values_list("pk", flat=True))
    assert acts.mark_read(ids, by=actor(other), at=AT) == 0
    assert acts.mark_read(ids[:1], by=actor(account), at=AT) == 1
    assert queries.unread_count(actor(account)) == 2
    assert acts.mark_all_read(by=actor(account), at=AT, about="case:other") == 0
    assert acts.mark_all_read(by=actor(account), at=AT) == 2
    assert queries.unread_count(actor(account)) == 0


@pytest.mark.django_db
def test_a_quiet_kind_is_not_told_and_letters_come_when_wanted(account: Account) -> None:
    acts.prefer(["telling.report_received"], by_email=True, by=actor(account), at=AT)
    assert acts.tell([message(account)], at=AT) == 0
    acts.prefer([], by_email=True, by=actor(account), at=AT)
    assert acts.tell([message(account)], at=AT) == 1
    assert acts.deliver(at=AT).sent == 1
    [letter] = mail.outbox
    assert letter.to == ["zhoumin@example.org"]
    assert "SB1" in letter.subject
    assert letter.body.startswith("A new report has come in: SB1")
    assert letter.extra_headers["Message-ID"] == f"<{Delivery.objects.get().key}@{_host()}>"
    assert acts.deliver(at=AT + timedelta(days=1)).sent == 0


def _host() -> str:
    from django.conf import settings

    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]


@pytest.mark.django_db
def test_a_hook_is_told_by_a_signed_call(ear: str) -> None:
    hook, secret = acts.set_hook("大数据局", ear, ["case.opened"], by=ADMIN, at=AT)
    assert Hook.objects.get().secret == secret
    assert acts.announce([happening(), Happening("case.closed", "case:SB1", "1.8", AT)], at=AT) == 1
    assert acts.announce([happening()], at=AT) == 1
    assert Delivery.objects.count() == 1
    assert acts.deliver(at=AT).sent == 1
    [(headers, body)] = Ear.heard
    timestamp = int(headers["X-Commongrid-Timestamp"])
    assert headers["X-Commongrid-Signature"] == f"sha256={rules.signature(secret, timestamp, body)}"
    assert headers["Idempotency-Key"] == f"{hook.pk}:1.7"
    assert json.loads(body) == happening().as_json()
    assert Entry.objects.get(kind="notices.hook_set").data["name"] == "大数据局"


@pytest.mark.django_db
def test_what_fails_is_tried_again_later_with_the_same_key_and_given_up_in_the_end(ear: str) -> None:
    acts.set_hook("hook", ear, by=ADMIN, at=AT)
    Ear.answers = [500] * 20
    acts.announce([happening()], at=AT)
    at, rounds = AT, 0
    while (delivery := Delivery.objects.get()).next_try_at is not None and rounds < 20:
        at, rounds = max(at, delivery.next_try_at), rounds + 1
        acts.deliver(at=at)
    assert len(Ear.heard) == rules.MOST_TRIES
    assert len({headers["Idempotency-Key"] for headers, _ in Ear.heard}) == 1
    assert (delivery.sent_at, delivery.last_error) == (None, "answered 500")
    assert queries.failing() == [delivery]


@pytest.mark.django_db
def test_a_worker_that_dies_after_claiming_leaves_it_to_the_next(
    ear: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.set_hook("hook", ear, by=ADMIN, at=AT)
    acts.announce([happening()], at=AT)

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(posting, "send", die)
        with pytest.raises(KeyboardInterrupt):
            acts.deliver(at=AT)
    assert acts.deliver(at=AT).sent == 0
    assert acts.deliver(at=AT + timedelta(minutes=6)).sent == 1


@pytest.mark.django_db
def test_a_stopped_hook_and_a_stale_call_are_given_up(ear: str) -> None:
    hook, _ = acts.set_hook("hook", ear, by=ADMIN, at=AT)
    acts.announce([happening("1.1")], at=AT)
    acts.stop_hook(hook.pk, by=ADMIN, at=AT)
    assert acts.deliver(at=AT).given_up == 1
    acts.set_hook("other", ear, by=ADMIN, at=AT)
    acts.announce([happening("1.2")], at=AT)
    assert acts.deliver(at=AT + timedelta(days=4)).given_up == 1
    assert Ear.heard == []


@pytest.mark.django_db
def test_hooks_are_set_by_administrators_and_lead_to_other_systems() -> None:
    with pytest.raises(NotAllowed):
        acts.set_hook("hook", "https://example.org/", by=Actor("staff", "x", 2), at=AT)
    with pytest.raises(Refused) as refused:
        acts.set_hook("hook", "file:///etc/passwd", by=ADMIN, at=AT)
    assert refused.value.why.key == "notices.hook_not_http"
    assert not Hook.objects.exists()


class Phone:
    """Residents as the notices see them; one of them is gone."""

    def __init__(self) -> None:
        self.sent: list[tuple[UUID, Channel, str]] = []
        self.gone: set[UUID] = set()
        self.is_silent = False

    def language(self, person_id: UUID) -> str:
        if person_id in self.gone:
            raise voices.Unreachable("gone")
        return "zh-hans"

    def send(
        self, person_id: UUID, channel: Channel, subject: str, text: str, *, key: str, at: datetime
    ) -> None:
        if self.is_silent:
            raise voices.NotDelivered("no answer")
        self.sent.append((person_id, channel, text))


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    found = Phone()
    monkeypatch.setitem(voices._residents, "all", found)
    return found


@pytest.mark.django_db
def test_a_resident_gets_a_text_and_an_erased_one_nothing(account: Account, phone: Phone) -> None:
    here, gone = uuid7(AT), uuid7(AT)
    phone.gone = {gone}
    for person in (here, gone):
        told = message(
            account, accounts=frozenset(), persons={person: Channel.SMS}, about=f"report:{person}"[:48]
        )
        acts.tell([told], at=AT)
    done = acts.deliver(at=AT)
    assert (done.sent, done.given_up) == (1, 1)
    [(person, channel, text)] = phone.sent
    assert (person, channel) == (here, Channel.SMS)
    assert text.startswith("收到新上报")


@pytest.mark.django_db
def test_a_silent_gateway_is_asked_again(account: Account, phone: Phone) -> None:
    phone.is_silent = True
    acts.tell([message(account, accounts=frozenset(), persons={uuid7(AT): Channel.SMS})], at=AT)
    assert acts.deliver(at=AT).failed == 1
    phone.is_silent = False
    assert acts.deliver(at=AT + timedelta(seconds=30)).sent == 0
    assert acts.deliver(at=AT + timedelta(minutes=2)).sent == 1


@pytest.mark.django_db
def test_old_notices_are_forgotten_with_their_deliveries(account: Account, phone: Phone) -> None:
    acts.tell([message(account, persons={uuid7(AT): Channel.SMS})], at=AT)
    assert acts.expire(AT, at=AT) == 0
    assert acts.expire(AT + timedelta(seconds=1), at=AT) == 2
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("url", "in_demo", "in_production"),
    [
        ("https://grid.example.org/in", True, True),
        ("http://grid.example.org/in", True, False),
        ("http://127.0.0.1:8000/", True, False),
        ("https://127.0.0.1/", True, False),
        ("https://[::1]/", True, False),
        ("https://localhost/", True, False),
        ("https://intranet/", True, False),
        ("https://10.0.0.7/", True, False),
        ("https://169.254.169.254/latest/meta-data", True, False),
        ("https://[::ffff:10.0.0.7]/", True, False),
        ("https://user:word@example.org/", False, False),
        ("ftp://example.org/", False, False),
        ("javascript:alert(1)", False, False),
        ("https:///nowhere", False, False),
    ],
)
def test_where_a_hook_may_lead(url: str, in_demo: bool, in_production: bool) -> None:
    assert rules.may_call(url, is_production=False).answer is in_demo
    assert rules.may_call(url, is_production=True).answer is in_production


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "100.64.0.1", "0.0.0.0", "fe80::1%eth0",
                                     "fc00::1", "::", "224.0.0.1", "64:ff9b::a00:1", "2002:0a00:0001::"])  # fmt: skip
def test_addresses_inside_are_known(address: str) -> None:
    assert not rules.is_outside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_outside_are_known(address: str) -> None:
    assert rules.is_outside(address)


def test_a_name_that_answers_with_an_address_inside_is_not_called(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOUSE = type("House", (), {"mode": "production"})
    inside = [(0, 0, 0, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("commongrid.base.notices.posting.socket.getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(voices.NotDelivered, match="inside"):
        posting._connect("https://rebind.example.org/")


@given(st.integers(1, rules.MOST_TRIES - 1))
def test_the_waits_grow_and_end(tries: int) -> None:
    wait, longer = rules.wait_before_next(tries), rules.wait_before_next(tries + 1)
    assert wait is not None
    assert longer is None or longer >= wait
    assert rules.FIRST_WAIT <= wait <= rules.LONGEST_WAIT
    assert rules.wait_before_next(rules.MOST_TRIES) is None


@given(st.text(min_size=1), st.integers(0, 2**33), st.binary(), st.binary())
def test_a_signature_covers_moment_and_body(secret: str, timestamp: int, body: bytes, other: bytes) -> None:
    signed = rules.signature(secret, timestamp, body)
    assert signed != rules.signature(secret, timestamp + 1, body)
    assert signed != rules.signature(secret + "x", timestamp, body)
    assert (signed == rules.signature(secret, timestamp, other)) == (body == other)
