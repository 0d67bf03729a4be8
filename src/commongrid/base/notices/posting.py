"""Sending one delivery out: a letter through the mail server, a text through the gateway, a signed call to a hook."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from commongrid.base.notices import rules, voices
from commongrid.base.notices.models import Delivery, Hook, Notice
from commongrid.base.notices.terms import Channel
from commongrid.base.notices.voices import NotDelivered, Unreachable
from commongrid.base.verdicts import Why

TIMEOUT_SECONDS = 10


def send(delivery: Delivery, *, at: datetime) -> None:
    """Send it now; raises NotDelivered (try again) or Unreachable (never). Nothing is written here."""
    if delivery.hook is not None:
        _call(delivery, delivery.hook, at)
    elif delivery.notice is not None and delivery.notice.account is not None:
        account = delivery.notice.account
        if not account.email or not account.is_active:
            raise Unreachable("no address")
        subject, text = letter(delivery.notice, account.language)
        _mail(subject, text, account.email, delivery.key)
    elif delivery.notice is not None and delivery.notice.person_id is not None:
        person, residents = delivery.notice.person_id, voices.residents()
        subject, text = letter(delivery.notice, residents.language(person))
        channel = Channel(delivery.channel)
        residents.send(person, channel, subject, text, key=delivery.key, at=at)


def letter(notice: Notice, language: str) -> tuple[str, str]:
    """(subject, text) of a notice in a language: the sentence, the page, and why it was sent."""
    number = notice.about.partition(":")[2]
    sentence = voices.say(Why(notice.kind, notice.facts), language)
    subject = voices.say(Why("notices.letter_subject", {"number": number}), language)
    end = voices.say(Why("notices.letter_end"), language)
    return subject, "\n\n".join(filter(None, [sentence, link(notice.path), end]))


def link(path: str) -> str:
    """The full address of a page; "" where the house does not know its own name."""
    hosts = [host for host in settings.HOUSE.hosts if host and host != "*"]
    if not path or not hosts:
        return ""
    return f"{'https' if settings.HOUSE.https else 'http'}://{hosts[0]}{path}"


def _mail(subject: str, text: str, to: str, key: str) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, None, [to], headers=headers).send()
    except OSError as fault:
        raise NotDelivered(f"mail server: {type(fault).__name__}") from fault


def _call(delivery: Delivery, hook: Hook, at: datetime) -> None:
    if not hook.active:
        raise Unreachable("hook is off")
    body = json.dumps(delivery.payload, ensure_ascii=False, sort_keys=True).encode()
    timestamp = int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Commongrid",
        "Idempotency-Key": delivery.key,
        "X-Commongrid-Timestamp": str(timestamp),
        "X-Commongrid-Signature": f"sha256={rules.signature(hook.secret or '', timestamp, body)}",
    }
    try:
        line = _connect(hook.url)
        try:
            parts = urlsplit(hook.url)
            line.request(
                "POST", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", body, headers
            )
            status = line.getresponse().status
        finally:
            line.close()
    except (OSError, http.client.HTTPException) as fault:
        raise NotDelivered(f"no answer: {type(fault).__name__}") from fault
    if not 200 <= status < 300:
        raise NotDelivered(f"answered {status}")


def _connect(url: str) -> http.client.HTTPConnection:
    """A connection to the address that was looked at: a name that answers differently the second time gains nothing."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    is_production = settings.HOUSE.mode == "production"
    if not rules.may_call(url, is_production=is_production).answer:
        raise Unreachable("address not allowed")
    address = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if is_production and not rules.is_outside(address):
        raise NotDelivered("address inside the house")
    line = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    plain = socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
    safe = parts.scheme == "https"
    line.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if safe else plain
    return line
