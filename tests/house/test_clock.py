"""Nothing in the domain asks for the time: it is told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house import plan
from tests.house.law import Law

CLOCK = Law(
    says="Domain rooms never ask the clock; doors, commands, tasks and config do and pass at=.",
    why="Then every rule can be tried at midnight, across a holiday and in last year's history, without waiting or patching.",
    mend="Take at: datetime as a keyword and pass it on; a column gets its moment from the act, not from auto_now.",
)

ASKS = {
    "timezone.now", "timezone.localdate", "timezone.localtime", "datetime.now", "datetime.utcnow", "datetime.today",
    "datetime.datetime.now", "datetime.date.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", }  # fmt: skip
WITH_A_MOMENT = {"timezone.localdate", "timezone.localtime", "time.localtime", "time.gmtime"}
IMPORTED = {("django.utils.timezone", "now"), ("time", "time")}
SQL_ASKS = re.compile(
    r"\b(now\(\)|current_timestamp|clock_timestamp\(\)|statement_timestamp\(\)|current_date)", re.IGNORECASE
)


def asks(module: ast.Module) -> Iterator[ast.AST]:
    """Where `module` asks for the time, called or handed over as a default.

    `db_default=Now()` is no question: the database stamps when it wrote the row, as a witness beside the
    `at` it was told. Any other `Now()` decides something by the clock of the database.
    """
    told = {
        id(node.func)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and (node.args or node.keywords)
    }
    stamped = {
        id(word.value)
        for word in ast.walk(module)
        if isinstance(word, ast.keyword) and word.arg == "db_default"
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and is_now(node.func) and id(node) not in stamped:
            yield node
        elif isinstance(node, ast.Attribute) and plan.dotted_name(node) in ASKS:
            if plan.dotted_name(node) not in WITH_A_MOMENT or id(node) not in told:
                yield node
        elif (
            isinstance(node, ast.ImportFrom)
            and any((node.module, name.name) in IMPORTED for name in node.names)
        ) or (isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}):
            yield node
    yield from (text for text in plan.sql_strings(module) if SQL_ASKS.search(str(text.value)))


def is_now(node: ast.expr) -> bool:
    return plan.dotted_name(node).split(".")[-1] == "Now"


def test_the_domain_does_not_ask_the_clock() -> None:
    CLOCK.holds(
        f"{plan.at(path, node)} {ast.unparse(node)[:70]}"
        for path in plan.domain_modules()
        if not plan.is_edge(path)
        for node in asks(plan.tree(path))
    )


@pytest.mark.parametrize(
    "line",
    [
        "at = timezone.now()",
        "models.DateTimeField(default=timezone.now)",
        "models.DateTimeField(auto_now_add=True)",
        "datetime.now(tz=UTC)",
        "from django.utils.timezone import now",
        "Job.objects.filter(due__lt=Now())",
        "execute('select * from jobs where due < now()')",
    ],
)
def test_asking_is_seen(line: str) -> None:
    assert list(asks(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ["timezone.localtime(at, zone)", "time.monotonic()", "at + timedelta(days=1)", "Field(db_default=Now())"],
)
def test_reckoning_with_a_given_time_is_left_alone(line: str) -> None:
    assert not list(asks(ast.parse(line)))
