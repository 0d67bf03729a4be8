"""bin/setup: libraries, front-end files and translations; each step only when what goes into it has changed."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from commongrid.config.launch import disk, failures, front, house, stamps
from commongrid.config.launch.house import PYTHON, ROOT, VENV, Trouble

UV = "uv==0.13.9"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/setup", description="Makes this clone ready to run.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument(
        "--no-database", action="store_true", help="do not start PostgreSQL and bring its tables up to date"
    )
    chosen = parser.parse_args(arguments)
    prepare(dev=chosen.dev)
    if not chosen.no_database:
        from commongrid.config.launch import city

        with city.database():
            city.prepare()
    house.say("Ready. bin/demo starts a city, bin/test runs every test.")


def prepare(*, dev: bool = False) -> None:
    """Does what is not done yet; raises Trouble with one sentence about what stands in the way."""
    _step("libraries", lambda: _libraries(dev=dev), _libraries_mark(dev=dev), present=PYTHON)
    _step("front", front.fetch, front.mark(), present=front.FOLDER)
    _step("sprite", front.draw_sprite, front.sprite_mark())
    texts = sorted((ROOT / "src").glob("commongrid/**/locale/*/LC_MESSAGES/*.po"))
    _step(
        "words",
        lambda: _words(texts),
        stamps.quick_digest(
            [*texts, *[text.with_suffix(".mo") for text in texts if text.with_suffix(".mo").exists()]]
        ),
        again=lambda: stamps.quick_digest([*texts, *[text.with_suffix(".mo") for text in texts]]),
    )


def _step(
    name: str,
    act: Callable[[], None],
    mark: str,
    present: Path | None = None,
    again: Callable[[], str] | None = None,
) -> None:
    if stamps.is_done(name, mark) and (present is None or present.exists()):
        return
    began = time.monotonic()
    house.say(f"  {name} …")
    act()
    stamps.set_done(name, again() if again else mark)
    house.say(f"  {name} ready ({time.monotonic() - began:.0f} s)")


def _libraries_mark(*, dev: bool) -> str:
    wanted = stamps.digest([ROOT / "uv.lock", ROOT / "pyproject.toml"])
    # What serves tests serves a demo too: no need to sync again.
    return f"{wanted} dev" if dev or stamps.is_done("libraries", f"{wanted} dev") else wanted


def _libraries(*, dev: bool) -> None:
    disk.demand(ROOT, disk.LIBRARIES)
    if not _runs(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        _call(
            [sys.executable, "-m", "venv", str(VENV)],
            "Python could not make .venv (on Debian: apt-get install python3-venv)",
        )
    if not (VENV / "bin" / "uv").exists():
        _call(
            [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV],
            "uv could not be installed",
        )
    command = [str(VENV / "bin" / "uv"), "sync", "--frozen", "--inexact", "--no-install-project", "--quiet"]
    _call([*command, *([] if dev else ["--no-dev"])], "The libraries of uv.lock could not be installed")
    _put_on_path()


def _put_on_path() -> None:
    """Makes `commongrid` importable from .venv without building a package of it."""
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run(
        [str(PYTHON), "-c", query], capture_output=True, text=True, check=True
    ).stdout.strip()
    Path(packages, "commongrid.pth").write_text(f"{ROOT / 'src'}\n")


def _words(texts: list[Path]) -> None:
    """Compiles every door's translations (.po to .mo)."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom babel.messages import mofile, pofile\n"
        "for name in sys.argv[1:]:\n"
        "    with open(name, 'rb') as text, open(Path(name).with_suffix('.mo'), 'wb') as out:\n"
        "        mofile.write_mo(out, pofile.read_po(text))\n"
    )
    if texts:
        _call([str(PYTHON), "-c", program, *map(str, texts)], "A translation file is not well formed")


def _runs(python: Path) -> bool:
    if not python.exists():
        return False
    test = "import sys; sys.exit(sys.version_info < (3, 12))"
    return subprocess.run([str(python), "-c", test], capture_output=True, check=False).returncode == 0


def _call(command: list[str], otherwise: str) -> None:
    environ = house.environment(
        UV_PROJECT_ENVIRONMENT=str(VENV), UV_PYTHON_DOWNLOADS="never", UV_LINK_MODE=_link_mode()
    )
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(failures.explain(otherwise, done.stderr or done.stdout))


def _link_mode() -> str:
    """Hard links from uv's cache where it is on the same disk; uv copies by itself otherwise, with a warning we spare."""
    return os.environ.get("UV_LINK_MODE", "hardlink")


if __name__ == "__main__":
    house.run(main)
