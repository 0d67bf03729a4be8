"""bin/check [STEP …]: the list of what must hold, each with its name, its result and its seconds."""

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass

from commongrid.config.launch import house, setup, suite
from commongrid.config.launch.house import PYTHON, ROOT, VENV

_PYTEST = [str(PYTHON), "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@dataclass(frozen=True)
class Step:
    name: str
    command: list[str]
    needs_database: bool = False


def _tool(name: str) -> str:
    return str(VENV / "bin" / name)


STEPS = [
    Step("format", [_tool("ruff"), "format", "--check", "--quiet", "."]),
    Step("ruff", [_tool("ruff"), "check", "--quiet", "."]),
    Step("mypy --strict", [_tool("mypy")]),
    Step("import-linter", [_tool("lint-imports")]),
    Step("house laws", [*_PYTEST, "tests/house", "-p", "no:playwright"], needs_database=True),
    Step("unit tests", [*_PYTEST, "-m", "not browser", "--ignore=tests/house"], needs_database=True),
    Step("browser tests", [*_PYTEST, "-m", "browser"], needs_database=True),
]


def main(arguments: list[str]) -> int:
    names = ", ".join(step.name for step in STEPS)
    parser = argparse.ArgumentParser(prog="bin/check", description=f"Runs the named checks: {names}.")
    parser.add_argument("step", nargs="*", help="only the steps whose name begins like this")
    asked = parser.parse_args(arguments).step
    steps = [step for step in STEPS if not asked or any(step.name.startswith(word) for word in asked)]
    setup.prepare(dev=True)
    if any(step.name == "browser tests" for step in steps):
        suite.have_browser()
    failed = [step.name for step in steps if step.needs_database is False and not _passes(step)]
    with_database = [step for step in steps if step.needs_database]
    if with_database:
        with suite.database():
            failed += [step.name for step in with_database if not _passes(step)]
    house.say(
        f"\n{len(steps) - len(failed)} of {len(steps)} hold"
        + (f"; not: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


def _passes(step: Step) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        step.command, cwd=ROOT, env=house.environment(), capture_output=True, text=True, check=False
    )
    mark = "✓" if done.returncode == 0 else "✗"
    house.say(f"{mark} {step.name:<16}{time.monotonic() - began:6.1f} s")
    if done.returncode:
        sys.stdout.write("\n".join(f"    {line}" for line in (done.stdout + done.stderr).splitlines()) + "\n")
    return done.returncode == 0


if __name__ == "__main__":
    house.run(main)
