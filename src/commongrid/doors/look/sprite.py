"""Builds what pages load from `var/front`: the icon sprite and the one style sheet.

Run once at set-up: `python -m commongrid.doors.look.sprite`. It needs neither Django nor a database.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
CSS = HERE / "static" / "look" / "css"
SHEETS = (
    "tokens",
    "base",
    "button",
    "light",
    "row",
    "card",
    "form",
    "float",
    "map",
    "portal",
    "field",
    "desk",
    "guide",
)
_DRAWN = re.compile(r"<(?:path|circle|line|rect|polyline|ellipse)[^>]*/>")


def build(front: Path, modules: Path) -> list[Path]:
    """Writes `icons.svg` and `look.css` into `front`; returns what it wrote. A name Tabler lacks is a ValueError."""
    front.mkdir(parents=True, exist_ok=True)
    return [
        _write(front / "icons.svg", sprite(modules / "@tabler" / "icons" / "icons" / "outline")),
        _write(front / "look.css", sheet()),
    ]


def icon_names() -> list[str]:
    """The names in `icons.txt`, the only ones `{% icon %}` takes."""
    lines = (HERE / "icons.txt").read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def sprite(outline: Path) -> str:
    """One SVG with a symbol for each listed icon; stroke and size are the page's."""
    missing = [name for name in icon_names() if not (outline / f"{name}.svg").is_file()]
    if missing:
        raise ValueError(f"icons.txt names icons that Tabler does not have: {', '.join(missing)}")
    symbols = "\n".join(_symbol(name, (outline / f"{name}.svg").read_text()) for name in icon_names())
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def sheet() -> str:
    """The component sheets in layer order as one text, so that a page asks for one file."""
    return "".join((CSS / f"{name}.css").read_text() for name in SHEETS)


def _symbol(name: str, svg: str) -> str:
    drawn = "".join(shape for shape in _DRAWN.findall(svg) if 'd="M0 0h24v24H0z"' not in shape)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>'


def _write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


if __name__ == "__main__":
    folder = ROOT / "var" / "front"
    try:
        written = build(folder, ROOT / "node_modules")
    except (OSError, ValueError) as fault:
        sys.exit(f"The front end could not be built: {fault}. Run `npm ci --ignore-scripts` first.")
    sys.stdout.write(f"{len(written)} files in {folder}\n")
