"""Illustrations of what is reported, drawn by lot: made-up pictures for made-up cases. JPEG bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from commongrid.doors.exchange.history import ground, roadside
from commongrid.doors.exchange.history.lots import lot
from commongrid.doors.exchange.history.scenery import PAVING, SIZE, Pen

VARIANTS = 4


@lru_cache(maxsize=256)
def picture(kind: str, variant: int, mended: bool) -> bytes:
    """The picture of a kind of trouble (see DRAW), before or after it was mended."""
    rng = lot(kind, variant)
    image = Image.new("RGB", SIZE, PAVING)
    DRAW[kind](ImageDraw.Draw(image), rng, mended)
    grain = Image.effect_noise(SIZE, 26).convert("RGB")
    image = Image.blend(image, grain, 0.07).filter(ImageFilter.GaussianBlur(0.6))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


DRAW: dict[str, Callable[[Pen, Random, bool], None]] = {
    "manhole": ground.manhole,
    "road": ground.road,
    "lamp": ground.lamp,
    "garbage": ground.garbage,
    "pile": ground.pile,
    "bin": ground.bins,
    "tree": roadside.tree,
    "water": roadside.water,
    "river": roadside.river,
    "wall": roadside.wall,
    "lane": roadside.lane,
    "stall": roadside.stall,
    "bike": roadside.bike,
    "stairs": roadside.stairs,
    "cable": roadside.cable,
    "signal": roadside.signal,
}
