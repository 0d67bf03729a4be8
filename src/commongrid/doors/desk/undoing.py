"""The address that takes dispatches back: it names each case with where its entries stood when it was dispatched."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse


def url(dispatched: Sequence[tuple[str, int]], beside: str) -> str:
    """`dispatched`: number and seq of each; `beside`: the filter of the list the reader came from."""
    seen = [("seen", f"{number}:{seq}") for number, seq in dispatched]
    return f"{reverse('desk:undo')}?{urlencode([*seen, ('list', beside)])}"


def back(numbers: Sequence[str], beside: str) -> str:
    """To the case when it was one, else to the list."""
    if len(numbers) == 1:
        return f"{reverse('desk:case', args=numbers)}?{beside}"
    return f"{reverse('desk:list')}?{beside}"
