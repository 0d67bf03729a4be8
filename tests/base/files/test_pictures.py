"""What comes in is judged by its content, and nothing of what it carried leaves again."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from PIL import Image

from commongrid.base.files import pictures
from commongrid.base.files.terms import PHOTO_BYTES, Box
from commongrid.base.verdicts import Refused
from tests.base.files import pictures_made as made

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HECHENG = ZoneInfo("Asia/Shanghai")


def render(data: bytes, **more: Any) -> pictures.Rendered:
    return pictures.render(data, at=AT, zone=HECHENG, **more)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (255, 255, 255)


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("HEIF", "image/heic"),
        ("MPO", "image/jpeg"),
    ],
)
def test_the_four_kinds_come_out_as_clean_jpegs(kind: str, media_type: str) -> None:
    found = render(made.encoded(kind))
    assert (found.source_type, found.width, found.height) == (media_type, 400, 300)
    shown = opened(found.shown)
    assert (shown.format, shown.mode, shown.size) == ("JPEG", "RGB", (400, 300))
    assert near(shown.getpixel((50, 50)), RED)
    assert max(opened(found.thumb).size) == 320


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_every_colour_mode_survives(mode: str) -> None:
    image = (
        made.picture(mode="L").convert("I").point(lambda v: v * 256).convert("I;16")
        if mode == "I;16"
        else made.picture(mode=mode)
    )
    found = opened(render(made.encoded("JPEG" if mode == "CMYK" else "PNG", image)).shown)
    assert found.getpixel((390, 290))[0] > 200
    assert found.getpixel((50, 290))[0] < 110


def test_what_is_transparent_turns_white() -> None:
    found = opened(render(made.encoded("PNG", Image.new("RGBA", (100, 100), (0, 0, 0, 0)))).shown)
    assert near(found.getpixel((50, 50)), WHITE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_place_and_time_are_offered_and_then_gone(kind: str) -> None:
    data = made.encoded(kind, exif=made.exif())
    assert b"SECRETCAMERA" in data
    found = render(data)
    assert found.offered.taken_at == datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert (found.offered.lon, found.offered.lat) == (113.75, 23.05)
    for clean in (found.shown, found.thumb):
        assert b"Exif" not in clean
        assert b"SECRET" not in clean
        assert not opened(clean).getexif()


def test_nothing_that_was_carried_leaves_again() -> None:
    data = made.with_everything()
    assert data.count(b"SECRET") > 20
    found = render(data)
    for clean in (found.shown, found.thumb):
        assert b"SECRET" not in clean
        assert b"PK\x03\x04" not in clean
        assert clean.endswith(b"\xff\xd9")
        assert set(opened(clean).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_it_stands_upright(turn: int, kind: str) -> None:
    upright = made.picture((400, 300))
    backwards = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[turn]
    lying = upright if backwards is None else upright.transpose(Image.Transpose(backwards))
    found = opened(render(made.encoded(kind, lying, exif=made.exif(turn))).shown)
    assert found.size == (400, 300)
    assert near(found.getpixel((50, 50)), RED)
    assert near(found.getpixel((350, 50)), GREEN)
    assert near(found.getpixel((50, 250)), BLUE)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((4032, 3024), (2016, 1512)),
        ((3000, 2000), (2560, 1707)),
        ((2560, 100), (2560, 100)),
        ((8000, 4000), (2000, 1000)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_ones_shrink(size: tuple[int, int], shown: tuple[int, int], kind: str) -> None:
    found = render(made.encoded(kind, made.picture(size)))
    assert (found.width, found.height) == shown == opened(found.shown).size


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "files.not_a_photo"),
        (b"\0" * 100, "files.not_a_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "files.not_a_photo"),
        (b"<html><img src=x onerror=alert(1)></html>", "files.not_a_photo"),
        (b"GIF89a" + b"\1\0\1\0\x80\0\0" + b"\0" * 20, "files.not_a_photo"),
        (made.encoded("TIFF"), "files.not_a_photo"),
        (made.encoded("BMP"), "files.not_a_photo"),
        (made.encoded("GIF"), "files.not_a_photo"),
        (made.encoded("AVIF"), "files.not_a_photo"),
        (b"%PDF-1.7\n" + made.encoded(), "files.not_a_photo"),
        (made.pdf(), "files.not_a_photo"),
        (b"\xff\xd8\xff\xe0 not really", "files.broken"),
        (made.encoded("JPEG", made.picture((10, 400))), "files.too_small"),
        (made.png_bomb(60_000, 60_000), "files.too_many_pixels"),
        (made.png_bomb(8_000, 7_000), "files.too_many_pixels"),
        (made.png_bomb(2_147_483_647, 2_147_483_647), "files.too_many_pixels"),
        (made.png_bomb(6_000, 6_000), "files.broken"),
        (made.encoded()[:-1500], "files.broken"),
        (made.encoded("PNG")[:-40], "files.broken"),
        (made.encoded("WEBP")[:-40], "files.broken"),
        (made.encoded("HEIF")[:-40], "files.broken"),
        (b"\xff" * (PHOTO_BYTES + 1), "files.too_large"),
    ],
)
def test_what_is_no_good_photo_is_refused_in_words(data: bytes, key: str) -> None:
    with pytest.raises(Refused) as fault:
        render(data)
    assert fault.value.why.key == key


@given(
    st.integers(0, 4000), st.binary(min_size=1, max_size=8), st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"])
)
@budget(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_are_taken_or_refused_never_worse(at: int, junk: bytes, kind: str) -> None:
    data = made.encoded(kind, exif=made.exif())
    at %= len(data)
    with suppress(Refused):
        render(data[:at] + junk + data[at + len(junk) :])


def test_a_camera_is_not_believed_blindly() -> None:
    future, nowhere = made.exif(), made.exif()
    future.get_ifd(0x8769)[0x9003] = "2031:01:01 00:00:00"
    nowhere.get_ifd(0x8769)[0x9003] = "2026:13:45 99:00:00"
    nowhere.get_ifd(0x8825).update({2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)})
    assert render(made.encoded(exif=future)).offered.taken_at is None
    offered = render(made.encoded(exif=nowhere)).offered
    assert (offered.taken_at, offered.lon, offered.lat) == (None, None, None)


def test_an_offset_in_the_photo_wins_over_the_city() -> None:
    abroad = made.exif()
    abroad.get_ifd(0x8769)[0x9011] = "+09:00"
    abroad.get_ifd(0x8825)[1] = "S"
    offered = render(made.encoded(exif=abroad)).offered
    assert offered.taken_at == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert offered.lat == -23.05


def test_a_blurred_part_cannot_be_told_from_another() -> None:
    """Two pictures that differ only inside the box look (nearly) the same afterwards; outside nothing changes."""
    plain, marked = made.picture((800, 600)), made.picture((800, 600))
    for x in range(120, 180, 4):
        marked.paste((180, 30, 30), (x, 120, x + 2, 160))
    box = [Box(0.125, 0.15, 0.125, 0.15)]
    first, second = (opened(render(made.encoded("PNG", one), boxes=box).shown) for one in (plain, marked))
    inside = (110, 100, 190, 170)
    ours, others = first.crop(inside).tobytes(), second.crop(inside).tobytes()
    assert max(abs(one - other) for one, other in zip(ours, others, strict=True)) < 40
    assert near(first.getpixel((700, 100)), GREEN)


@pytest.mark.parametrize(
    "box", [Box(0, 0, 1, 1), Box(0.999, 0.999, 0.001, 0.001), Box(0, 0, 0.0001, 1), Box(0.5, 0, 0.5, 0.01)]
)
def test_any_box_can_be_blurred(box: Box) -> None:
    render(made.encoded(), boxes=[box, box])
