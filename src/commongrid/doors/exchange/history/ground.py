"""Trouble on the ground: covers, holes, lamps, heaps, bins. Each takes whether it was mended."""

from __future__ import annotations

import math
from random import Random

from commongrid.doors.exchange.history import scenery
from commongrid.doors.exchange.history.scenery import DARK, DUSK, IRON, SIZE, WALL, Pen


def manhole(pen: Pen, rng: Random, mended: bool) -> None:
    scenery.paving(pen, rng)
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


def road(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
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


def lamp(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng, DUSK)
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


def heap(pen: Pen, rng: Random, mended: bool, colours: tuple[tuple[int, int, int], ...]) -> None:
    pen.rectangle((0, 0, SIZE[0], 230), fill=WALL)
    for y in range(20, 230, 42):
        pen.line((0, y, SIZE[0], y), fill=(182, 172, 156), width=2)
    scenery.paving(pen, rng, 230)
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


def garbage(pen: Pen, rng: Random, mended: bool) -> None:
    heap(pen, rng, mended, ((52, 54, 56), (70, 92, 78), (150, 60, 52), (196, 196, 188), (66, 88, 120)))


def pile(pen: Pen, rng: Random, mended: bool) -> None:
    heap(pen, rng, mended, ((150, 120, 84), (172, 146, 108), (120, 96, 70), (186, 182, 172)))


def bins(pen: Pen, rng: Random, mended: bool) -> None:
    heap(pen, rng, True, ())
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
