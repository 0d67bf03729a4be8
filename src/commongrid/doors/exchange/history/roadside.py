"""Trouble by the road: trees, water, walls, lanes, stalls, bicycles, stairs, cables, signals."""

from __future__ import annotations

from random import Random

from commongrid.doors.exchange.history import scenery
from commongrid.doors.exchange.history.scenery import DARK, IRON, LEAF, SIZE, SKY, WALL, Pen


def tree(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    base, lean = rng.randint(240, 380), 0 if mended else rng.choice((-190, 190))
    top = (base + lean, horizon - 90 if mended else horizon + 60)
    pen.line((base, horizon + 150, *top), fill=(98, 78, 58), width=26)
    for _ in range(26):
        x, y, size = rng.gauss(top[0], 62), rng.gauss(top[1], 42), rng.randint(24, 52)
        shade = rng.randint(-22, 22)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=tuple(c + shade for c in LEAF))


def water(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    if mended:
        pen.ellipse((240, 380, 420, 404), fill=(100, 104, 108))
        return
    pen.polygon([(0, horizon + 70), (SIZE[0], horizon + 40), SIZE, (0, SIZE[1])], fill=(126, 136, 134))
    for _ in range(40):
        x, y = rng.randint(0, 600), rng.randint(horizon + 80, 470)
        pen.line((x, y, x + rng.randint(20, 70), y), fill=(158, 168, 166), width=3)


def river(pen: Pen, rng: Random, mended: bool) -> None:
    pen.rectangle((0, 0, SIZE[0], 140), fill=SKY)
    pen.rectangle((0, 120, SIZE[0], 190), fill=LEAF)
    pen.rectangle((0, 190, *SIZE), fill=(142, 168, 172) if mended else (96, 104, 88))
    for _ in range(0 if mended else 60):
        x, y = rng.gauss(330, 150), rng.randint(210, 460)
        pen.ellipse(
            (x, y, x + rng.randint(8, 34), y + 9),
            fill=rng.choice(((210, 210, 202), (104, 140, 76), (170, 96, 78))),
        )


def wall(pen: Pen, rng: Random, mended: bool) -> None:
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


def lane(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    pen.polygon([(120, SIZE[1]), (520, SIZE[1]), (360, horizon), (300, horizon)], fill=(126, 126, 124))
    for side in ((120, 300), (520, 360)):
        pen.line((side[0], SIZE[1], side[1], horizon), fill=(214, 178, 66), width=8)
    for number in range(0 if mended else 3):
        x, y, w = 250 + rng.randint(-50, 50), 250 + number * 62, 90 + number * 34
        fill = rng.choice(((176, 178, 182), (120, 58, 52), (60, 76, 98)))
        pen.rounded_rectangle((x, y, x + w, y + w * 0.42), radius=14, fill=fill)
        pen.rounded_rectangle((x + w * 0.16, y - w * 0.2, x + w * 0.84, y + 10), radius=12, fill=(70, 82, 90))


def stall(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    scenery.paving(pen, rng, horizon + 90)
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


def bike(pen: Pen, rng: Random, mended: bool) -> None:
    scenery.paving(pen, rng)
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


def stairs(pen: Pen, rng: Random, mended: bool) -> None:
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


def cable(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    pen.line((110, horizon + 130, 110, 20), fill=(110, 104, 96), width=14)
    pen.line((540, horizon + 130, 540, 30), fill=(110, 104, 96), width=14)
    sag = 70 if mended else rng.randint(250, 330)
    points = [(110 + 430 * t / 20, 40 + sag * 4 * (t / 20) * (1 - t / 20)) for t in range(21)]
    pen.line(points, fill=DARK, width=5)


def signal(pen: Pen, rng: Random, mended: bool) -> None:
    horizon = scenery.street(pen, rng)
    x = rng.randint(240, 380)
    pen.line((x, horizon + 160, x, 70), fill=IRON, width=14)
    pen.rounded_rectangle((x - 36, 40, x + 36, 200), radius=16, fill=(40, 42, 44))
    lights = ((170, 60, 50), (200, 160, 60), (70, 150, 96))
    for number, fill in enumerate(lights):
        lit = fill if mended and number == 2 else (70, 70, 70)
        pen.ellipse((x - 22, 52 + number * 50, x + 22, 96 + number * 50), fill=lit)
