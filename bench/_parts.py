"""What a browser fetches beside a page: styles, scripts with what they import, pictures; found as a browser finds them."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

from bench._asking import Client

IN_PAGE = re.compile(r'(?:src|href)="(/static/[^"#]+)')
IN_STYLE = re.compile(r"url\([\"']?(?!data:|#)([^\"')#]+)")
IN_SCRIPT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")
FOR_SOME = re.compile(r"""\[\s*["']([^"']+)["'],\s*\(\)\s*=>\s*import\(["']([^"']+)["']\)\s*\]""")
MAP = re.compile(r'(?s)<script type="importmap"[^>]*>(.*?)</script>')


def of(client: Client, page: str) -> dict[str, int]:
    """Every address a page leads to on a first visit, with its bytes as sent.

    Scripts that are only loaded for an element (`start.js`) count when the page has such an element; what is drawn once
    it comes into view counts: whoever reads a dashboard scrolls.
    """
    html = client.get(page).text
    told = MAP.search(html)
    known = json.loads(told[1]).get("imports", {}) if told else {}
    found: dict[str, int] = {}
    left = list(dict.fromkeys(IN_PAGE.findall(MAP.sub("", html))))
    while left:
        path = left.pop(0)
        if path not in found:
            answer = client.get(path)
            found[path] = answer.size
            left += _inside(path, answer.text, html, known)
    return found


def _inside(path: str, text: str, html: str, known: dict[str, str]) -> list[str]:
    """The addresses a file names itself."""
    if path.endswith(".css"):
        named = IN_STYLE.findall(text)
    elif path.endswith((".js", ".mjs")) and "/vendor/" not in path:
        unwanted = {name for selector, name in FOR_SOME.findall(text) if not _has(html, selector)}
        named = [name for name in IN_SCRIPT.findall(text) if name not in unwanted]
    else:
        named = []
    return [urljoin(path, known.get(name, name)) for name in named]


def _has(html: str, selector: str) -> bool:
    """Is there an element a simple selector of ours means: `[data-map]`, `details.menu`?"""
    return any(
        re.search(rf"[\s\"]{re.escape(one.strip('[] ').rpartition('.')[2])}[\s\"=>]", html) is not None
        for one in selector.split(",")
    )
