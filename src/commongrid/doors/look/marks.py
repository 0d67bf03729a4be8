"""Small drawings that stand beside words: icons, keys and bars of confidence."""

from __future__ import annotations

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commongrid.doors.look import chips, sprite


def icon(name: str, size: int = 24, css: str = "") -> SafeString:
    """`{% icon "camera" 24 %}`: a decoration, so put the word beside it. An unlisted name is a ValueError."""
    if name not in _icon_names():
        raise ValueError(f"icon {name!r} is not listed in doors/look/icons.txt")
    return format_html(
        '<svg class="icon {}" width="{}" height="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        css, size, size, static("icons.svg"), name,
    )  # fmt: skip


def keycap(key: str) -> SafeString:
    """`{% keycap "E" %}`; "enter" and "shift" draw their signs."""
    shown = {"enter": icon("corner-down-left", 14), "shift": "⇧"}.get(key, key)
    return format_html('<kbd class="keycap" aria-hidden="true">{}</kbd>', shown)


def confidence(share: float) -> SafeString:
    """`{% confidence 0.71 %}`: bars, a word and the per cent."""
    bars = 3 if share >= 0.85 else 2 if share >= 0.6 else 1
    drawn = format_html_join(
        "", '<rect class="{}" x="{}" y="{}" width="4.5" height="{}" rx="1"></rect>',
        [("is-on" if n < bars else "is-off", 1 + n * 9, 4 - n * 1.7, 7 + n * 2.6) for n in range(3)],
    )  # fmt: skip
    words = chips.CONFIDENCE[bars] % {"percent": round(share * 100)}
    return format_html(
        '<span class="confidence"><svg viewBox="0 0 28 14" aria-hidden="true">{}</svg>{}</span>', drawn, words
    )


@cache
def _icon_names() -> frozenset[str]:
    return frozenset(sprite.icon_names())
