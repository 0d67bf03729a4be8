"""A room's list of translated words: its `locale/zh_Hans` .po file, read and written the same way each time."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).resolve().parents[2]


PO = Path("locale/zh_Hans/LC_MESSAGES/django.po")


HEADER = "# Simplified Chinese words of this room. `python -m commongrid.doors.look.words collect` keeps the list true.\n#"


def read(room: Path) -> Catalog:
    if not (room / PO).exists():
        return empty()
    with (room / PO).open("rb") as lines:
        return pofile.read_po(lines, locale="zh_Hans")


def empty() -> Catalog:
    return Catalog(locale="zh_Hans", header_comment=HEADER, project="Commongrid", fuzzy=False)


def write(room: Path, catalog: Catalog) -> None:
    (room / PO).parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    pofile.write_po(
        out,
        catalog,
        width=110,
        sort_output=False,
        omit_header=False,
        include_lineno=False,
        ignore_obsolete=True,
    )
    text = re.sub(
        r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Generated-By)[^\n]*\n',
        "",
        out.getvalue().decode(),
        flags=re.MULTILINE,
    )
    (room / PO).write_text(text, encoding="utf-8")
