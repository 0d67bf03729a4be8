"""What stands behind the trouble in a drawing: paving, a street with houses, a wall."""

from __future__ import annotations

from random import Random

from PIL import ImageDraw

SIZE = (640, 480)
type Pen = ImageDraw.ImageDraw

PAVING, MORTAR, ASPHALT = (164, 157, 146), (138, 131, 121), (112, 114, 116)
SKY, DUSK, WALL, LEAF = (206, 220, 222), (62, 74, 92), (196, 186, 170), (96, 134, 92)
DARK, IRON, BRICK = (38, 38, 38), (102, 101, 97), (162, 93, 70)


def paving(pen: Pen, rng: Random, top: int = 0) -> None:
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


def street(pen: Pen, rng: Random, sky: tuple[int, int, int] = SKY) -> int:
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
