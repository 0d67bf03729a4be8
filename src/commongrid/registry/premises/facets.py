"""What premises are found by: the words of name, address and numbers, and lexemes that narrow a list. Pure.

`a:4499` within the division 4499 · `e:449900101` exactly there, in no grid · `k:school` of a kind · `s:open` in a state.
"""

from __future__ import annotations

from commongrid.base import lexemes
from commongrid.registry.premises.terms import SIZES


def made_of(texts: tuple[str, ...], area: str, kind: str, state: str) -> str:
    """The tsvector literal of one premises."""
    facets = [
        *(f"a:{area[:size]}" for size in SIZES if size <= len(area)),
        f"a:{area}",
        f"e:{area}",
        f"k:{kind}",
        f"s:{state}",
    ]
    return " ".join([lexemes.lexemes(*texts), *(f"'{one}'" for one in dict.fromkeys(facets))]).strip()


def asked_for(words: str, facets: tuple[str, ...]) -> str:
    """The tsquery literal: every word as it was typed, and every facet."""
    said = lexemes.phrase(words)
    return " & ".join([*([said] if said else []), *(f"'{one}'" for one in facets)])
