"""docs/pages.md: every address, what it is for and what it asks of whoever comes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

HEAD = """# Pages

Every address of the house and the grant it asks for: `public` lets everybody in, `session` whoever is signed in, any
other word is an ability that a post must carry. The stranger of the tests is turned away from all that is not public.
"""


@dataclass(frozen=True)
class Page:
    route: str
    name: str
    view: Callable[..., Any]

    @property
    def is_ours(self) -> bool:
        return str(self.view.__module__).startswith("commongrid.")

    @property
    def grant(self) -> str:
        return str(getattr(self.view, "grant", ""))

    @property
    def says(self) -> str:
        said = inspect.getdoc(inspect.unwrap(self.view)) or ""
        return " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")


def pages() -> list[Page]:
    """Every address Django would resolve, in the order it tries them."""
    return list(walk(get_resolver().url_patterns, "/", ""))


def walk(patterns: list[URLPattern | URLResolver], route: str, space: str) -> Iterator[Page]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, here, inner)
        else:
            yield Page(here, f"{space}{pattern.name or ''}", pattern.callback)


def text(root: Path) -> str:
    try:
        found = [page for page in pages() if page.is_ours]
    except ModuleNotFoundError:
        return ""
    doors = sorted({door(page) for page in found})
    sections = [HEAD]
    for name in doors:
        rows = [
            f"| `{page.route}` | {page.name} | {page.grant} | {page.says} |"
            for page in found
            if door(page) == name
        ]
        sections += [
            f"## {name}",
            "",
            "| address | name | grant | what for |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    return "\n".join(sections).rstrip() + "\n"


def door(page: Page) -> str:
    return ".".join(str(page.view.__module__).split(".")[1:3]).removesuffix(".views")
