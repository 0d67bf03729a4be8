"""How a code reaches a phone or a mailbox: one adapter each, chosen by CODE_SENDERS.

CODE_SENDERS = {"phone": "commongrid.registry.people.senders.Console", "email": "….senders.Mail"} are the
defaults. A city's own gateway is a class with these two methods; `SignedSms` shows one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from datetime import datetime
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.core import mail
from django.utils.module_loading import import_string

from commongrid.registry.people import wording
from commongrid.registry.people.terms import CODE_LIFE, Contact

DEFAULTS: dict[str, str] = {
    "phone": "commongrid.registry.people.senders.Console",
    "email": "commongrid.registry.people.senders.Mail",
}
TIMEOUT_SECONDS = 5
log = logging.getLogger(__name__)


class NotSent(Exception):
    """The gateway did not take the message; the cause is logged, the number is not."""


class Sender(Protocol):
    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        """Hand the code over; raises NotSent."""

    def tell(self, to: str, subject: str, text: str, *, key: str, at: datetime) -> None:
        """Hand a message over (`key` stays the same when it is sent again); raises NotSent."""

    def check_config(self) -> list[str]:
        """What an administrator has to mend, a sentence each; no network."""


class Console:
    """Writes the code into the log: for demos, where no message must leave the machine."""

    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        log.warning("one-time code for %s: %s", to, code)

    def tell(self, to: str, subject: str, text: str, *, key: str, at: datetime) -> None:
        log.info("message %s to a resident: %s", key, text)

    def check_config(self) -> list[str]:
        in_production = getattr(getattr(settings, "HOUSE", None), "mode", "") == "production"
        return ["Codes are written to the log, where staff can read them."] if in_production else []


class Mail:
    """Sends the code through the mail server of the settings."""

    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        subject, text = wording.message(code, language)
        self.tell(to, subject, text, key="", at=at)

    def tell(self, to: str, subject: str, text: str, *, key: str, at: datetime) -> None:
        host = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
        headers = {"Message-ID": f"<{key}@{host}>"} if key else {}
        try:
            mail.EmailMessage(subject, text, None, [to], headers=headers).send()
        except OSError as fault:
            log.exception("mail server refused a message")
            raise NotSent from fault

    def check_config(self) -> list[str]:
        sender = str(getattr(settings, "DEFAULT_FROM_EMAIL", ""))
        return (
            ["DEFAULT_FROM_EMAIL is localhost: mail servers will refuse it."] if "localhost" in sender else []
        )


class SignedSms:
    """Posts {to, template, params} as JSON to an SMS gateway, signed with HMAC-SHA256.

    SMS_GATEWAY = {"url", "key_id", "secret", "template", "template_notice"}. The signature covers method, path, moment and
    the digest of the body, each on its line, so a copied request is worth nothing later.
    """

    def send(self, to: str, code: str, *, language: str, at: datetime) -> None:
        params = {"code": code, "minutes": str(int(CODE_LIFE.total_seconds() // 60))}
        self._post("template", {"to": to, "params": params}, at)

    def tell(self, to: str, subject: str, text: str, *, key: str, at: datetime) -> None:
        self._post("template_notice", {"to": to, "params": {"text": text}, "key": key}, at)

    def _post(self, template: str, told: dict[str, Any], at: datetime) -> None:
        gateway = self._settings()
        body = json.dumps({**told, "template": gateway.get(template, "")}).encode()
        request = Request(gateway["url"], body, self._headers(gateway, body, at))  # noqa: S310  (https: check_config)
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
                pass
        except (URLError, TimeoutError, OSError) as fault:
            log.warning("sms gateway did not take a message: %s", fault)
            raise NotSent from fault

    def check_config(self) -> list[str]:
        gateway = self._settings()
        found = [
            f"SMS_GATEWAY has no {name}."
            for name in ("url", "key_id", "secret", "template")
            if not gateway.get(name)
        ]
        address = urlsplit(gateway.get("url", ""))
        if address.scheme != "https" and address.hostname not in {"localhost", "127.0.0.1"}:
            found.append("SMS_GATEWAY's url must begin with https://: codes must not travel in the clear.")
        return found

    def _settings(self) -> dict[str, Any]:
        return dict(getattr(settings, "SMS_GATEWAY", {}))

    def _headers(self, gateway: dict[str, Any], body: bytes, at: datetime) -> dict[str, str]:
        moment = str(int(at.timestamp()))
        told = "\n".join(("POST", urlsplit(gateway["url"]).path, moment, hashlib.sha256(body).hexdigest()))
        signature = hmac.new(str(gateway["secret"]).encode(), told.encode(), "sha256").hexdigest()
        return {
            "Content-Type": "application/json",
            "X-Key-Id": str(gateway["key_id"]),
            "X-Timestamp": moment,
            "X-Signature": signature,
        }


def sender_for(contact: Contact) -> Sender:
    """The adapter the settings choose."""
    chosen = {**DEFAULTS, **getattr(settings, "CODE_SENDERS", {})}
    made: Sender = import_string(chosen[contact])()
    return made


def check_config() -> list[str]:
    """What is wrong with the chosen adapters, for the configuration page."""
    contacts: tuple[Contact, ...] = ("phone", "email")
    return [fault for contact in contacts for fault in sender_for(contact).check_config()]
