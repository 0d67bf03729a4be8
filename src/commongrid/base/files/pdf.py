"""Is it a PDF, by its own structure? It is stored as it came and only ever sent as an attachment."""

from __future__ import annotations

import re

from commongrid.base.files.terms import DOCUMENT_BYTES, MEGABYTE
from commongrid.base.verdicts import Refused

_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n \t]")
_TAIL = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"\s*(xref\s|\d+\s+\d+\s+obj\b)")
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")


def examine(data: bytes) -> None:
    """Refused: files.document_too_large {most_mb}, files.not_a_pdf, files.pdf_active.

    The file must begin and end as a PDF does and its end must lead to its table; scripts, launched
    programs, embedded files and forms that run are refused where they can be seen without unpacking.
    """
    if len(data) > DOCUMENT_BYTES:
        raise Refused("files.document_too_large", most_mb=DOCUMENT_BYTES // MEGABYTE)
    tail = _TAIL.search(data, max(len(data) - 2048, 0))
    if not _HEAD.match(data) or tail is None or not _TABLE.match(data, int(tail[1])):
        raise Refused("files.not_a_pdf")
    if _ACTIVE.search(data):
        raise Refused("files.pdf_active")
