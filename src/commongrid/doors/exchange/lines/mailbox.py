"""A letterbox read by IMAP: each letter once, by its Message-ID; the cursor is the folder's validity and the last UID."""

from __future__ import annotations

import email
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import transaction

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.doors.exchange.lines.calling import NoAnswer, secret_of
from commongrid.work.lines import acts, mapping
from commongrid.work.lines.models import Line
from commongrid.work.lines.terms import Told

TIMEOUT_SECONDS = 30
LARGEST = 25 * 2**20
AT_ONCE = 200
LONGEST_TEXT = 20_000


def read(line: Line, *, at: datetime) -> int:
    """Take in what came since; how many letters became reports. Nothing is deleted or marked there. Raises NoAnswer."""
    new = 0
    try:
        with _signed_in(line) as box:
            validity, since = _opened(line, box)
            for uid in _newer(box, since)[:AT_ONCE]:
                told = _letter(line, box, validity, uid)
                with transaction.atomic():
                    new += told is not None and acts.take_in(line, told, by=SYSTEM, at=at).is_new
                    acts.move_cursor(line, f"{validity}:{uid}", at=at)
    except (OSError, imaplib.IMAP4.error) as fault:
        raise NoAnswer(f"mailbox: {type(fault).__name__}") from fault
    return new


@contextmanager
def _signed_in(line: Line) -> Iterator[imaplib.IMAP4]:
    user, _, password = secret_of(line).partition(":")
    host, port = str(line.options.get("host", "")), int(line.options.get("port", 993))
    is_plain = line.options.get("tls") is False and settings.HOUSE.mode != "production"
    if is_plain:
        box: imaplib.IMAP4 = imaplib.IMAP4(host, port, timeout=TIMEOUT_SECONDS)
    else:
        safe = ssl.create_default_context()
        box = imaplib.IMAP4_SSL(host, port, ssl_context=safe, timeout=TIMEOUT_SECONDS)
    try:
        box.login(user, password)
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()
        with suppress(OSError):
            box.shutdown()  # a line that broke is not closed by signing out


def _opened(line: Line, box: imaplib.IMAP4) -> tuple[str, int]:
    """The folder's validity and the UID we have read up to: 0 when the server has numbered its letters anew."""
    folder = str(line.options.get("folder", "INBOX")).replace('"', "")
    state, _ = box.select(f'"{folder}"', readonly=True)
    if state != "OK":
        raise NoAnswer("mailbox: no such folder")
    _, told = box.response("UIDVALIDITY")
    validity = (told[0] or b"0").decode() if told else "0"
    before, _, uid = line.cursor.partition(":")
    return validity, int(uid) if before == validity and uid.isdecimal() else 0


def _newer(box: imaplib.IMAP4, since: int) -> list[int]:
    state, found = box.uid("SEARCH", f"UID {since + 1}:*")
    if state != "OK":
        raise NoAnswer("mailbox: cannot be searched")
    return sorted(uid for uid in map(int, (found[0] or b"").split()) if uid > since)


def _letter(line: Line, box: imaplib.IMAP4, validity: str, uid: int) -> Told | None:
    """One letter as a ticket; None when it was taken away meanwhile, one too large with its reason."""
    size = re.search(rb"RFC822\.SIZE (\d+)", _fetched(box, uid, "(RFC822.SIZE)")[0] or b"")
    if size is None:
        return None
    if int(size[1]) > LARGEST:
        return Told(f"uid-{validity}-{uid}", "", fault=Why("lines.letter_too_large"))
    data = _fetched(box, uid, "(BODY.PEEK[])")[1]
    if not data:
        raise NoAnswer("mailbox: a letter came without its text")
    letter = email.message_from_bytes(data, policy=default)
    return mapping.told(_row(letter, f"uid-{validity}-{uid}"), mapping.read(line.map), _photos(letter))


def _fetched(box: imaplib.IMAP4, uid: int, what: str) -> tuple[bytes, bytes]:
    """What the server says of a letter: its line, and the data that follows it."""
    state, found = box.uid("FETCH", str(uid), what)
    if state != "OK":
        raise NoAnswer("mailbox: a letter cannot be fetched")
    for part in found:
        if isinstance(part, tuple):
            return part[0], part[1]
        if isinstance(part, bytes):
            return part, b""
    return b"", b""


def _row(letter: EmailMessage, otherwise: str) -> dict[str, Any]:
    """The columns a map may name: message_id, subject, text, from, date."""
    number = _plain(str(letter.get("Message-ID", "")))
    body = letter.get_body(("plain", "html"))
    text = _body(body) if isinstance(body, EmailMessage) else ""
    return {
        "message_id": number if 0 < len(number) <= mapping.LONGEST_ID else otherwise,
        "subject": _plain(str(letter.get("Subject", ""))),
        "text": text.replace("\x00", "")[:LONGEST_TEXT],
        "from": parseaddr(_plain(str(letter.get("From", ""))))[1],
    }


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _body(part: EmailMessage) -> str:
    try:
        text = str(part.get_content())
    except (LookupError, KeyError, UnicodeError):  # a charset nobody knows
        text = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return re.sub(r"<[^>]*>", " ", text) if part.get_content_type() == "text/html" else text


def _photos(letter: EmailMessage) -> list[bytes]:
    images = (part for part in letter.walk() if part.get_content_maintype() == "image")
    return [data for part in images if isinstance(data := part.get_payload(decode=True), bytes) and data]


def answer(line: Line, body: dict[str, Any], text: str) -> None:
    """A letter to the office behind the letterbox, under the receipt's own Message-ID. Raises OSError."""
    to = str(line.options.get("answers_to", ""))
    if not to:
        raise NoAnswer("no answers_to")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Message-ID": f"<{body['id']}@{host}>", "Auto-Submitted": "auto-generated"}
    subject = f"{line.name} {body['ticket']}".replace("\n", " ")[:200]
    mail.EmailMessage(subject, text, None, [to], headers=headers).send()
