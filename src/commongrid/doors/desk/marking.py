"""The words somebody looked for, marked where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text as HTML, each of the words in it within <mark>; letters match in either case."""
    wanted = [re.escape(word) for word in sorted(words, key=len, reverse=True) if len(word) > 1]
    if not wanted:
        return conditional_escape(text)
    parts = re.split(f"({'|'.join(wanted)})", str(text), flags=re.IGNORECASE)
    told = [
        f"<mark>{conditional_escape(part)}</mark>" if at % 2 else conditional_escape(part)
        for at, part in enumerate(parts)
    ]
    return mark_safe("".join(told))  # noqa: S308 (every part was escaped)
