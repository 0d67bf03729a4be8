"""A drawn signature: strokes of whole numbers in, an SVG out. Pure; nothing that was sent is copied into the drawing."""

from __future__ import annotations

import re

WIDTH, HEIGHT = 600, 200
LEAST, MOST = 8, 4000
"""Points: fewer is a slip of the finger, more is no signature."""
_STROKES = re.compile(r"\d{1,3},\d{1,3}(?:[ |]\d{1,3},\d{1,3})*")

type Strokes = list[list[tuple[int, int]]]


def read(sent: str) -> Strokes | None:
    """ "10,20 11,22|40,60 41,62": points apart by a blank, strokes by a bar. None for what is no signature."""
    if len(sent) > MOST * 8 or not _STROKES.fullmatch(sent):
        return None
    strokes = [[_point(each) for each in stroke.split(" ")] for stroke in sent.split("|")]
    points = [point for stroke in strokes for point in stroke]
    inside = all(x <= WIDTH and y <= HEIGHT for x, y in points)
    return strokes if inside and LEAST <= len(points) <= MOST and len(set(points)) >= LEAST else None


def _point(said: str) -> tuple[int, int]:
    x, _, y = said.partition(",")
    return int(x), int(y)


def svg(strokes: Strokes) -> str:
    """The strokes as lines, black on nothing."""
    ways = " ".join("M" + " L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path d="{ways}" fill="none" '
        'stroke="#000" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
