"""Texts to learn from: messages with their labels, and the catalogue's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commongrid.intake.grams import Gram, grams, literal
from commongrid.intake.prototypes import MatterWords


@dataclass(frozen=True, slots=True)
class Example:
    """A text given as its fields (one, or the title first), what it is about, and how much it counts."""

    fields: tuple[tuple[Gram, ...], ...]
    label: str
    weight: float = 1.0


def example(
    fields: Sequence[str], label: str, weight: float = 1.0, read: Callable[[str], list[Gram]] = grams
) -> Example:
    return Example(tuple(tuple(read(text)) for text in fields if text.strip()), label, weight)


def catalogue_examples(matters: Sequence[MatterWords]) -> list[Example]:
    """The catalogue's texts and, as a message would put them together, the name with each criterion."""
    made: list[Example] = []
    for matter in matters:
        texts = [text for text, _ in matter.texts() if text]
        texts += [f"{matter.name_zh}，{criterion}" for criterion in matter.criteria]
        made += [example((text,), matter.code) for text in texts if literal(text)]
    return made
