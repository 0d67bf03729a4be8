"""Taking in documents: PDF only, stored as they came."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.files import pdf
from commongrid.base.files.acts import writing
from commongrid.base.files.models import Document
from commongrid.base.files.terms import DOCUMENT_BYTES, DOCUMENTS_OF_ONE_OWNER
from commongrid.base.privacy.ids import uuid7
from commongrid.base.privacy.rules import plain_text

KEPT_IN_NAMES = " .-_()（）《》〔〕、，"


def take_in_document(sent: bytes | BinaryIO, name: str, *, owner: str, by: Actor, at: datetime) -> Document:
    """Store one PDF for `owner`; sending it twice gives the same document.

    Refused: as `pdf.examine`, files.too_many {most}, files.no_room, files.not_stored.
    """
    data = writing.read(sent, DOCUMENT_BYTES, "files.document_too_large")
    pdf.examine(data)
    digest = hashlib.sha256(data).digest()
    with writing.stored_or_nothing() as written, transaction.atomic():
        writing.one_at_a_time(owner)
        known = Document.objects.filter(owner=owner, sha256=digest).first()
        if known is not None:
            return known
        writing.require_room(Document.objects.filter(owner=owner).count(), DOCUMENTS_OF_ONE_OWNER)
        return Document.objects.create(
            id=uuid7(at),
            owner=owner,
            name=_file_name(name),
            sha256=digest,
            bytes=len(data),
            path=written("documents", data, "pdf"),
            uploaded_by=writing.signature(by),
            created_at=at,
        )


def _file_name(name: str) -> str:
    """The last part of what the sender called it, fit for a header: no path, no control characters, ends in .pdf."""
    last = plain_text(name.replace("\\", "/").rpartition("/")[2])
    stem = last[:-4] if last.lower().endswith(".pdf") else last
    kept = "".join(letter for letter in stem if letter.isalnum() or letter in KEPT_IN_NAMES)
    return (kept.strip(" .")[:100] or "document") + ".pdf"
