import gzip
import re
from pathlib import Path

import pytest

from commongrid.doors.look import sprite

LOOK = Path(sprite.__file__).parent
OUTLINE = sprite.ROOT / "node_modules/@tabler/icons/icons/outline"
MOST_OF_A_PAGE = 100_000


def test_the_style_sheet_and_sprite_leave_the_first_page_room() -> None:
    scripts = [path.read_bytes() for path in (LOOK / "static/look/js").glob("*.js")]
    parts = [sprite.sheet().encode(), sprite.sprite(OUTLINE).encode(), *scripts]
    assert sum(len(gzip.compress(part)) for part in parts) < MOST_OF_A_PAGE * 0.4


def test_a_name_that_tabler_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sprite, "icon_names", lambda: ["camera", "unicorn"])
    with pytest.raises(ValueError, match="unicorn"):
        sprite.sprite(OUTLINE)


def test_colours_stand_in_the_tokens_only() -> None:
    strays = [
        f"{path.name}: {colour}"
        for path in (LOOK / "static/look/css").glob("*.css")
        if path.name != "tokens.css"
        for colour in re.findall(
            r"#[0-9A-Fa-f]{3,8}\b(?![^{]*url)",
            re.sub(r"@media print.*", "", path.read_text(), flags=re.DOTALL),
        )
    ]
    assert not strays


def test_every_token_that_is_used_exists() -> None:
    text = sprite.sheet()
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert not used - set(re.findall(r"(--[\w-]+)\s*:", text))


def test_scripts_keep_to_a_hundred_lines() -> None:
    long = [
        path.name
        for path in (LOOK / "static/look/js").glob("*.js")
        if len(path.read_text().splitlines()) > 100
    ]
    assert not long
