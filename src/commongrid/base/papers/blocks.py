"""What a paper is made of. Plain values: a room writes them, the two setters read them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a thing is called and what it is, line by line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Where somebody signs: as whom, the drawn strokes as an SVG (empty: a line to sign on), and what is said beneath."""

    label: str
    svg: str = ""
    beneath: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first column names the rows, the others are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


type Block = Heading | Text | Items | Facts | Signs | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: `number` stands under the title and on every page, `foot` at the bottom of each, `code` is an SVG to scan.

    `language` is "zh" or "en"; `at` the moment written into the file, so that the same paper gives the same bytes.
    """

    title: str
    number: str
    blocks: tuple[Block, ...]
    at: datetime
    by: str = ""
    language: str = "zh"
    foot: str = ""
    code: str = ""
    code_says: str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data for the template: each block with its kind."""
        blocks = [{"kind": type(each).__name__.lower(), **asdict(each)} for each in self.blocks]
        whole = {**asdict(self), "blocks": blocks}
        whole["at"] = [
            self.at.year,
            self.at.month,
            self.at.day,
            self.at.hour,
            self.at.minute,
            self.at.second,
        ]
        return whole
