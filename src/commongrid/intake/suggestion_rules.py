"""Which matter do the words point to: from models and plain text to a verdict with the words that decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from commongrid.base.verdicts import Verdict, Why
from commongrid.intake.grams import grams
from commongrid.intake.suggestion_model import Model, Span, vector

FAINT = 0.01
"""A chance below this is not worth a line on the screen."""
TELLING = 0.25
"""A stretch of text is told when it pulls at least this share of the strongest one."""
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggested:
    """A matter, the chance that it is the right one (0–1), and the words of the text that decided."""

    code: str
    confidence: float
    words: tuple[str, ...]


def suggest(
    text: str, models: Sequence[Model], active: Collection[str], *, limit: int = 3
) -> Verdict[tuple[Suggested, ...]]:
    """The matters the words point to, the likeliest first; one reason each. A later model answers only for
    the codes that the earlier ones do not know."""
    found: list[Suggested] = []
    known: set[str] = set()
    for model in models:
        asked = [label for label, code in enumerate(model.codes) if code in active and code not in known]
        if asked and text.strip():
            found.extend(_by(model, text, asked, limit))
        known.update(model.codes)
    best = tuple(sorted(found, key=lambda one: (-one.confidence, one.code))[:limit])
    return Verdict(best, tuple(_reasons(best)))


def deciding(text: str, pulls: dict[Span, float]) -> tuple[str, ...]:
    """The strongest stretches of the text, joined where they touch, in the order of the text."""
    longer = {span: pull for span, pull in pulls.items() if pull > 0 and span[1] - span[0] > 1}
    chosen = longer or {span: pull for span, pull in pulls.items() if pull > 0}
    least = TELLING * max(chosen.values(), default=0.0)
    strongest = sorted((span for span in chosen if chosen[span] >= least), key=lambda span: -chosen[span])
    return tuple(dict.fromkeys(text[start:end] for start, end in _joined(strongest[: 2 * MOST_WORDS])))[
        :MOST_WORDS
    ]


def _by(model: Model, text: str, asked: list[int], limit: int) -> Iterator[Suggested]:
    found = grams(text)
    values = vector((found,), model.rarity)
    scores = model.scores(values)[asked]
    if float(scores.max()) <= float(model.bias[asked].max()):
        return
    chances = model.calibration.chances(scores)
    for place in np.argsort(-chances, kind="stable")[:limit]:
        if chances[place] >= FAINT:
            label = asked[int(place)]
            words = deciding(text, model.pulls(found, values, label))
            yield Suggested(model.codes[label], round(float(chances[place]), 3), words)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _reasons(best: Sequence[Suggested]) -> Iterator[Why]:
    for one in best:
        percent = round(100 * one.confidence)
        if one.words:
            yield Why("intake.words_point_to", {"percent": percent, "words": "、".join(one.words)})
        else:
            yield Why("intake.text_points_to", {"percent": percent})
    if not best:
        yield Why("intake.words_point_nowhere")
