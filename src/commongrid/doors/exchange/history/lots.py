"""Drawing lots for made-up stories: the same seed draws the same."""

from __future__ import annotations

from random import Random


def lot(*seed: object) -> Random:
    return Random("/".join(map(str, seed)))  # noqa: S311 (nothing is kept secret by it)
