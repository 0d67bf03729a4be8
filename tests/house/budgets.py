"""How long files, functions, templates and scripts are. Run as a program it lowers the recorded budgets."""

from __future__ import annotations

import ast
import math
import sys
import tomllib
from pathlib import Path

from tests.house import plan

RECORD = Path(__file__).with_name("budgets.toml")
CEILINGS = {
    "file_p95": 150,
    "file_max": 300,
    "function_p95": 25,
    "function_max": 50,
    "template_p95": 60,
    "script_max": 100,
}
STEPS = {
    "file_p95": 10,
    "file_max": 10,
    "function_p95": 1,
    "function_max": 5,
    "template_p95": 5,
    "script_max": 5,
}


def recorded(text: str | None = None) -> dict[str, int]:
    return {
        key: int(value) for key, value in tomllib.loads(text or RECORD.read_text(encoding="utf-8")).items()
    }


def measured() -> dict[str, int]:
    """Today's numbers, under the names of `budgets.toml`."""
    files = list(file_lengths().values())
    inside = list(function_lengths().values())
    return {
        "file_p95": p95(files),
        "file_max": max(files, default=0),
        "function_p95": p95(inside),
        "function_max": max(inside, default=0),
        "template_p95": p95(list(lengths("*.html").values())),
        "script_max": max(lengths("*.js").values(), default=0),
    }


def file_lengths() -> dict[str, int]:
    return {
        plan.at(path): lines(path) for path in plan.modules() if not plan.is_migration(path) and lines(path)
    }


def function_lengths() -> dict[str, int]:
    """Lines of each function or method, its docstring with it, its decorators without."""
    found = {}
    for path in plan.modules():
        for node in () if plan.is_migration(path) else ast.walk(plan.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{plan.at(path, node)} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    return found


def lengths(pattern: str) -> dict[str, int]:
    """Lines of the doors' own templates or scripts."""
    return {plan.at(path): lines(path) for path in (plan.HOUSE / "doors").rglob(pattern)}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def p95(numbers: list[int]) -> int:
    """The least number that 95 of 100 do not exceed; 0 for none."""
    return sorted(numbers)[math.ceil(len(numbers) * 0.95) - 1] if numbers else 0


def lowered(now: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    """Today's numbers rounded up to a step, never above what was recorded."""
    return {key: min(before[key], math.ceil(now[key] / STEPS[key]) * STEPS[key]) for key in CEILINGS}


def main() -> None:
    head = RECORD.read_text(encoding="utf-8").splitlines()[0]
    kept = lowered(measured(), recorded())
    RECORD.write_text(
        "\n".join([head, *(f"{key} = {value}" for key, value in kept.items())]) + "\n", encoding="utf-8"
    )
    sys.stdout.write(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
