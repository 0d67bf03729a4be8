"""Illustrations of what is reported, drawn by lot: made-up pictures for made-up cases. JPEG bytes."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from commongrid.doors.exchange.history.lots import lot

SIZE = (640, 480)
VARIANTS = 4
type Pen = ImageDraw.ImageDraw

PAVING, MORTAR, ASPHALT = (164, 157, 146), (138, 131, 121), (112, 114, 116)
SKY, DUSK, WALL, LEAF = (206, 220, 222), (62, 74, 92), (196, 186, 170), (96, 134, 92)
DARK, IRON, BRICK = (38, 38, 38), (102, 101, 97), (162, 93, 70)


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


def _paving(pen: Pen, rng: Random, top: int = 0) -> None:
    """Bricks in courses from `top` down, a little larger the nearer."""
    y, height, shift = float(top), 17.0, 0
    while y < SIZE[1]:
        width = height * 2.6
        x = -width * rng.random() if shift else 0.0
        while x < SIZE[0]:
            shade = rng.randint(-12, 12)
            pen.rectangle((x, y, x + width - 2, y + height - 2), fill=tuple(c + shade for c in PAVING))
            x += width
        y, height, shift = y + height, height * 1.06, 1 - shift
    pen.line((0, top, SIZE[0], top), fill=MORTAR, width=3)


def _street(pen: Pen, rng: Random, sky: tuple[int, int, int] = SKY) -> int:
    """Sky, houses and a road; the height of the horizon."""
    horizon = rng.randint(170, 210)
    pen.rectangle((0, 0, SIZE[0], horizon), fill=sky)
    x = -20
    while x < SIZE[0]:
        wide, tall, shade = rng.randint(60, 130), rng.randint(50, 140), rng.randint(-18, 18)
        dim = 0.45 if sky == DUSK else 1
        pen.rectangle(
            (x, horizon - tall, x + wide, horizon), fill=tuple(int((c + shade) * dim) for c in WALL)
        )
        for window in range(x + 12, x + wide - 14, 24):
            pen.rectangle(
                (window, horizon - tall + 16, window + 10, horizon - tall + 32), fill=(120, 138, 146)
            )
        x += wide + rng.randint(4, 30)
    pen.rectangle((0, horizon, *SIZE), fill=ASPHALT)
    return horizon


def _manhole(pen: Pen, rng: Random, mended: bool) -> None:
    _paving(pen, rng)
    cx, cy, rx, ry = rng.randint(240, 400), rng.randint(210, 280), rng.randint(120, 165), rng.randint(80, 105)
    pen.ellipse((cx - rx - 16, cy - ry - 12, cx + rx + 16, cy + ry + 12), fill=(150, 142, 126))
    pen.ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=IRON)
    for step in range(-5, 6):
        half = rx * math.sqrt(1 - (step / 6) ** 2) * 0.86
        y = cy + step * ry / 6.4
        pen.line((cx - half, y, cx + half, y), fill=(84, 83, 80), width=5)
    if not mended:
        tip = (cx - rng.randint(10, 40), cy + rng.randint(0, 20))
        edge = [(cx + rx * math.cos(a / 10), cy - ry * math.sin(a / 10)) for a in range(1, 15)]
        pen.polygon([tip, (cx + rx * 0.5, cy + ry * 0.3), *edge], fill=DARK)


def _road(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    for y in range(horizon + 14, SIZE[1], 74):
        pen.polygon([(316, y), (326, y), (330, y + 40), (312, y + 40)], fill=(214, 210, 198))
    cx, cy = rng.randint(200, 430), rng.randint(330, 390)
    if mended:
        pen.rectangle((cx - 110, cy - 36, cx + 110, cy + 44), fill=(74, 76, 79))
        return
    for scale, fill in ((1.0, (86, 84, 80)), (0.74, (58, 56, 53)), (0.4, (112, 122, 126))):
        ring = [
            (
                cx + 118 * scale * math.cos(a) * rng.uniform(0.82, 1.1),
                cy + 46 * scale * math.sin(a) * rng.uniform(0.8, 1.15),
            )
            for a in [n * math.tau / 18 for n in range(18)]
        ]
        pen.polygon(ring, fill=fill)


def _lamp(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng, DUSK)
    for number, x in enumerate((120, 330, 540)):
        top = horizon - 150 + number * 4
        lean = 26 if number == 1 and not mended and rng.random() < 0.5 else 0
        pen.line((x, horizon + 40, x + lean, top), fill=(44, 48, 54), width=9)
        pen.line((x + lean, top, x + lean + 44, top - 8), fill=(44, 48, 54), width=7)
        lit = mended or number == 2
        pen.ellipse(
            (x + lean + 34, top - 16, x + lean + 62, top), fill=(250, 226, 160) if lit else (72, 76, 82)
        )
        if lit:
            pen.polygon(
                [(x + 30, top), (x + 66, top), (x + 120, horizon + 90), (x - 20, horizon + 90)],
                fill=(122, 118, 104),
            )


def _heap(pen: Pen, rng: Random, mended: bool, colours: tuple[tuple[int, int, int], ...]) -> None:
    pen.rectangle((0, 0, SIZE[0], 230), fill=WALL)
    for y in range(20, 230, 42):
        pen.line((0, y, SIZE[0], y), fill=(182, 172, 156), width=2)
    _paving(pen, rng, 230)
    if mended:
        pen.ellipse((150, 320, 470, 372), fill=(146, 146, 142))
        return
    for _ in range(26):
        x, size = rng.gauss(320, 110), rng.randint(34, 74)
        height = 330 - abs(x - 320) * 0.16 + rng.randint(-30, 40) - size * 0.4
        shade = rng.randint(-20, 20)
        fill = tuple(max(0, min(255, c + shade)) for c in rng.choice(colours))
        pen.rounded_rectangle(
            (x - size, height - size * 0.7, x + size, height + size * 0.7), radius=size // 2, fill=fill
        )
        pen.line(
            (x - size * 0.3, height - size * 0.5, x + size * 0.2, height - size * 0.7),
            fill=(230, 230, 226),
            width=2,
        )


def _garbage(pen: Pen, rng: Random, mended: bool) -> None:
    _heap(pen, rng, mended, ((52, 54, 56), (70, 92, 78), (150, 60, 52), (196, 196, 188), (66, 88, 120)))


def _pile(pen: Pen, rng: Random, mended: bool) -> None:
    _heap(pen, rng, mended, ((150, 120, 84), (172, 146, 108), (120, 96, 70), (186, 182, 172)))


def _bin(pen: Pen, rng: Random, mended: bool) -> None:
    _heap(pen, rng, True, ())
    for number, fill in enumerate(((70, 110, 84), (66, 92, 132), (92, 92, 96))):
        x = 150 + number * 120 + rng.randint(-8, 8)
        pen.polygon([(x, 190), (x + 92, 190), (x + 82, 350), (x + 10, 350)], fill=fill)
        lid = 0 if mended else rng.randint(18, 46)
        pen.polygon(
            [(x - 6, 190), (x + 98, 190 - lid), (x + 98, 174 - lid), (x - 6, 174)],
            fill=tuple(c - 20 for c in fill),
        )
        if not mended:
            for _ in range(4):
                bx, by = x + rng.randint(0, 80), rng.randint(330, 380)
                pen.ellipse((bx, by, bx + 56, by + 40), fill=rng.choice(((48, 50, 52), (190, 190, 184))))


def _tree(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    base, lean = rng.randint(240, 380), 0 if mended else rng.choice((-190, 190))
    top = (base + lean, horizon - 90 if mended else horizon + 60)
    pen.line((base, horizon + 150, *top), fill=(98, 78, 58), width=26)
    for _ in range(26):
        x, y, size = rng.gauss(top[0], 62), rng.gauss(top[1], 42), rng.randint(24, 52)
        shade = rng.randint(-22, 22)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=tuple(c + shade for c in LEAF))


def _water(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    if mended:
        pen.ellipse((240, 380, 420, 404), fill=(100, 104, 108))
        return
    pen.polygon([(0, horizon + 70), (SIZE[0], horizon + 40), SIZE, (0, SIZE[1])], fill=(126, 136, 134))
    for _ in range(40):
        x, y = rng.randint(0, 600), rng.randint(horizon + 80, 470)
        pen.line((x, y, x + rng.randint(20, 70), y), fill=(158, 168, 166), width=3)


def _river(pen: Pen, rng: Random, mended: bool) -> None:
    pen.rectangle((0, 0, SIZE[0], 140), fill=SKY)
    pen.rectangle((0, 120, SIZE[0], 190), fill=LEAF)
    pen.rectangle((0, 190, *SIZE), fill=(142, 168, 172) if mended else (96, 104, 88))
    for _ in range(0 if mended else 60):
        x, y = rng.gauss(330, 150), rng.randint(210, 460)
        pen.ellipse(
            (x, y, x + rng.randint(8, 34), y + 9),
            fill=rng.choice(((210, 210, 202), (104, 140, 76), (170, 96, 78))),
        )


def _wall(pen: Pen, rng: Random, mended: bool) -> None:
    pen.rectangle((0, 0, *SIZE), fill=WALL)
    for y in range(0, 480, 40):
        pen.line((0, y, SIZE[0], y), fill=(178, 168, 152), width=2)
        for x in range(20 * (y // 40 % 2), 640, 40):
            pen.line((x, y, x, y + 40), fill=(178, 168, 152), width=2)
    for _ in range(0 if mended else 16):
        x, y = rng.randint(40, 560), rng.randint(40, 400)
        pen.rectangle(
            (x, y, x + rng.randint(30, 70), y + rng.randint(20, 50)),
            fill=rng.choice(((226, 222, 208), (126, 116, 104), (206, 188, 96))),
        )


def _lane(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    pen.polygon([(120, SIZE[1]), (520, SIZE[1]), (360, horizon), (300, horizon)], fill=(126, 126, 124))
    for side in ((120, 300), (520, 360)):
        pen.line((side[0], SIZE[1], side[1], horizon), fill=(214, 178, 66), width=8)
    for number in range(0 if mended else 3):
        x, y, w = 250 + rng.randint(-50, 50), 250 + number * 62, 90 + number * 34
        fill = rng.choice(((176, 178, 182), (120, 58, 52), (60, 76, 98)))
        pen.rounded_rectangle((x, y, x + w, y + w * 0.42), radius=14, fill=fill)
        pen.rounded_rectangle((x + w * 0.16, y - w * 0.2, x + w * 0.84, y + 10), radius=12, fill=(70, 82, 90))


def _stall(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    _paving(pen, rng, horizon + 90)
    for number in range(0 if mended else 3):
        x = 60 + number * 190 + rng.randint(-20, 20)
        fill = rng.choice(((160, 72, 60), (58, 110, 112), (196, 164, 84)))
        pen.polygon([(x, 210), (x + 160, 210), (x + 178, 250), (x - 18, 250)], fill=fill)
        pen.rectangle((x + 6, 250, x + 12, 360), fill=IRON)
        pen.rectangle((x + 148, 250, x + 154, 360), fill=IRON)
        pen.rectangle((x, 318, x + 160, 366), fill=(150, 120, 84))
        for fruit in range(8):
            fx = x + 8 + fruit * 18
            pen.ellipse(
                (fx, 302, fx + 18, 320), fill=rng.choice(((206, 120, 48), (150, 170, 70), (190, 60, 52)))
            )


def _bike(pen: Pen, rng: Random, mended: bool) -> None:
    _paving(pen, rng)
    for number in range(7):
        x, y = 40 + number * 78, 250 if mended else rng.randint(170, 330)
        fill = rng.choice(((64, 132, 150), (206, 168, 60)))
        tilt = 0 if mended else rng.randint(-46, 46)
        for wheel in (0, 74):
            pen.ellipse(
                (x + wheel, y + tilt * (wheel > 0), x + wheel + 60, y + 60 + tilt * (wheel > 0)),
                outline=DARK,
                width=6,
            )
        pen.line((x + 30, y + 30, x + 62, y - 26, x + 104, y + 30 + tilt), fill=fill, width=9)


def _stairs(pen: Pen, rng: Random, mended: bool) -> None:
    pen.rectangle((0, 0, *SIZE), fill=(206, 200, 188))
    for step in range(8):
        y = 460 - step * 44
        pen.rectangle((180 + step * 20, y - 44, 640, y), fill=tuple(150 + step * 6 for _ in range(3)))
        pen.line((180 + step * 20, y - 44, 640, y - 44), fill=(120, 118, 112), width=4)
    for _ in range(0 if mended else 9):
        x, y, size = rng.randint(160, 480), rng.randint(200, 380), rng.randint(50, 110)
        pen.rectangle(
            (x, y, x + size, y + size * 0.8),
            fill=rng.choice(((176, 142, 98), (150, 116, 78), (112, 118, 124))),
            outline=(92, 74, 54),
            width=3,
        )


def _cable(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    pen.line((110, horizon + 130, 110, 20), fill=(110, 104, 96), width=14)
    pen.line((540, horizon + 130, 540, 30), fill=(110, 104, 96), width=14)
    sag = 70 if mended else rng.randint(250, 330)
    points = [(110 + 430 * t / 20, 40 + sag * 4 * (t / 20) * (1 - t / 20)) for t in range(21)]
    pen.line(points, fill=DARK, width=5)


def _signal(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = _street(pen, rng)
    x = rng.randint(240, 380)
    pen.line((x, horizon + 160, x, 70), fill=IRON, width=14)
    pen.rounded_rectangle((x - 36, 40, x + 36, 200), radius=16, fill=(40, 42, 44))
    lights = ((170, 60, 50), (200, 160, 60), (70, 150, 96))
    for number, fill in enumerate(lights):
        lit = fill if mended and number == 2 else (70, 70, 70)
        pen.ellipse((x - 22, 52 + number * 50, x + 22, 96 + number * 50), fill=lit)


DRAW: dict[str, Callable[[Pen, Random, bool], None]] = {
    "manhole": _manhole,
    "road": _road,
    "lamp": _lamp,
    "garbage": _garbage,
    "pile": _pile,
    "bin": _bin,
    "tree": _tree,
    "water": _water,
    "river": _river,
    "wall": _wall,
    "lane": _lane,
    "stall": _stall,
    "bike": _bike,
    "stairs": _stairs,
    "cable": _cable,
    "signal": _signal,
}
