"""Files of tickets as rows: CSV with a heading, or JSON: a list of objects, or an object that has one. Pure."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

type Row = dict[str, Any]

ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(Exception):
    """Why a file or an answer holds no tickets."""


def rows(data: bytes, name: str) -> list[Row]:
    """Every row of a file by its ending; raises Unreadable."""
    text = _text(data)
    if name.lower().endswith(".json"):
        return of_json(text)
    if name.lower().endswith(".csv"):
        return _of_csv(text)
    raise Unreadable("neither .csv nor .json")


def of_json(text: str | bytes) -> list[Row]:
    """The tickets of a JSON text: one object, a list of them, or {"tickets": [...]}; raises Unreadable."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"no JSON: {fault}") from None
    found = told.get("tickets", [told]) if isinstance(told, dict) else told
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Unreadable("no list of objects")
    return found


def _of_csv(text: str) -> list[Row]:
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if not table.fieldnames or len(set(table.fieldnames)) < len(table.fieldnames):
            raise Unreadable("no heading, or a column twice")
        found = [dict(row) for row in table]
    except csv.Error as fault:
        raise Unreadable(f"no CSV: {fault}") from None
    if any(None in row or None in row.values() for row in found):
        raise Unreadable("a line has more or fewer cells than the heading")
    return found


def _text(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("neither UTF-8 nor GB 18030")
