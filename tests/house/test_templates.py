"""Templates keep the content policy: nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re

from tests.house import plan
from tests.house.law import Law

INLINE = Law(
    says="Templates have no inline script, style or event handler, and fetch nothing from another site.",
    why="The content policy refuses them, so they work on no machine but the one where the policy was off.",
    mend="A class in a style sheet, a data- attribute read by an ES module, a file copied at set-up.",
)
FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "an event handler": r"\son[a-z]+\s*=\s*[\"']",
    "an htmx handler": r"\shx-on",
    "a style element": r"<style\b",
    "a script of another site": r"(src|href)\s*=\s*[\"'](https?:)?//[^\"']+\.(js|mjs|css)",
    "a javascript address": r"href\s*=\s*[\"']javascript:",
}
SCRIPT = re.compile(r"<script\b(?P<head>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


def faults(text: str) -> list[str]:
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", "", text, flags=re.DOTALL)
    found = [what for what, shape in FORBIDDEN.items() if re.search(shape, text)]
    for script in SCRIPT.finditer(text):
        is_data = "application/json" in script["head"] or "importmap" in script["head"]
        if script["body"].strip() and not is_data:
            found.append("an inline script")
        if "importmap" in script["head"] and "nonce" not in script["head"]:
            found.append("an import map without a nonce")
    return found


def test_templates_have_nothing_inline() -> None:
    INLINE.holds(
        f"{plan.at(path)} has {fault}"
        for path in sorted((plan.HOUSE / "doors").rglob("*.html"))
        for fault in faults(path.read_text(encoding="utf-8"))
    )


def test_what_is_inline_is_seen() -> None:
    assert faults('<p style="color:red">') == ["a style attribute"]
    assert faults('<button onclick="go()">') == ["an event handler"]
    assert faults("<script>go()</script>") == ["an inline script"]
    assert faults('<script type="importmap">{}</script>') == ["an import map without a nonce"]
    assert faults('<script type="module" src="{% static \'a.js\' %}"></script>') == []
