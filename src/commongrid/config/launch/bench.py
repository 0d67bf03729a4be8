"""bin/bench NAME …: one of the measurements under bench/, on a database of its own; without a name, the list of them."""

import ast
import os
import subprocess

from commongrid.config.launch import house, postgres, setup, sockets
from commongrid.config.launch.house import PYTHON, ROOT, Trouble

FOLDER = ROOT / "bench"


def main(arguments: list[str]) -> int:
    found = {file.stem: file for file in sorted(FOLDER.glob("*.py")) if not file.stem.startswith("_")}
    if not arguments or arguments[0] in ("-h", "--help", "list"):
        house.say(
            "\n".join(
                [
                    "bin/bench NAME …, where NAME is one of",
                    *[f"  {name:<12}{_sentence(name)}" for name in found],
                ]
            )
        )
        return 0
    name, *rest = arguments
    if name not in found:
        raise Trouble(f"There is no measurement called {name}: bin/bench lists those there are.")
    setup.prepare(dev=True)
    environ = {"PYTHONPATH": f"{ROOT}{os.pathsep}{house.environment()['PYTHONPATH']}"}
    command = [str(PYTHON), "-m", f"bench.{name}", *rest]
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, cwd=ROOT, env=house.environment(**environ), check=False).returncode
    # As durable as a city's own: what is measured must be what a city gets.
    with postgres.running(house.var() / "bench-pg"):
        environ["DATABASE_URL"] = sockets.address(house.var() / "bench-pg")
        return subprocess.run(command, cwd=ROOT, env=house.environment(**environ), check=False).returncode


def _sentence(name: str) -> str:
    words = ast.get_docstring(ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))) or ""
    return words.splitlines()[0] if words else ""


if __name__ == "__main__":
    house.run(main)
