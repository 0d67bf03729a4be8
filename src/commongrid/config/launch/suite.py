"""bin/test: every test on a throw-away PostgreSQL; what is given goes to pytest."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from commongrid.config.launch import failures, house, postgres, setup, sockets, template
from commongrid.config.launch.house import PYTHON, ROOT, Trouble

CJK_FONTS = "fonts-noto-cjk"


def main(arguments: list[str]) -> int:
    setup.prepare(dev=True)
    if not _leaves_out_browsers(arguments):
        have_browser()
    workers = (
        []
        if any(argument.startswith("-n") for argument in arguments)
        else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    )
    with database():
        return subprocess.run(
            [str(PYTHON), "-m", "pytest", *workers, *arguments],
            cwd=ROOT,
            env=house.environment(),
            check=False,
        ).returncode


@contextlib.contextmanager
def database() -> Iterator[None]:
    """A PostgreSQL under var/test-pg that would not survive a power cut, which is why it is quick."""
    os.environ["COMMONGRID_MODE"] = "test"
    with _one_at_a_time():
        if os.environ.get("DATABASE_URL"):
            yield
            return
        data = house.var() / "test-pg"
        with postgres.running(data, durable=False):
            os.environ["DATABASE_URL"] = sockets.address(data)
            try:
                with template.offered(data):
                    yield
            finally:
                del os.environ["DATABASE_URL"]


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two runs would make and drop the same test databases: the second waits for the first, and says so."""
    house.var().mkdir(parents=True, exist_ok=True)
    with (house.var() / "test.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            house.say(
                f"Tests already run in this tree (process {lock.read().strip() or 'unknown'}): "
                "these begin when those have ended; Ctrl-C gives up."
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def have_browser() -> None:
    """Chromium and a Chinese font for the browser tests: by apt as root on Debian, else a sentence that says how."""
    missing = [*([] if _chromium() else ["chromium"]), *([] if _has_chinese_font() else [CJK_FONTS])]
    if not missing:
        return
    by_hand = (
        f"apt-get install {' '.join(missing)}"
        if shutil.which("apt-get")
        else ".venv/bin/playwright install chromium"
    )
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        raise Trouble(
            f"The browser tests need {' and '.join(missing)}: run `{by_hand}`, or leave them out with bin/test -m 'not browser'."
        )
    house.say(f"  installing {' and '.join(missing)} …")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Trouble(failures.explain(f"{' and '.join(missing)} could not be installed", done.stderr))


def _chromium() -> bool:
    own = Path.home() / (
        "Library/Caches/ms-playwright" if sys.platform == "darwin" else ".cache/ms-playwright"
    )
    return bool(
        os.environ.get("COMMONGRID_CHROMIUM") or shutil.which("chromium") or list(own.glob("chromium-*"))
    )


def _has_chinese_font() -> bool:
    if sys.platform == "darwin":
        return True
    lister = shutil.which("fc-list")
    return bool(
        lister and subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip()
    )


def _leaves_out_browsers(arguments: list[str]) -> bool:
    return "not browser" in " ".join(arguments) or "no:playwright" in " ".join(arguments)


if __name__ == "__main__":
    house.run(main)
