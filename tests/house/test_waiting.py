"""A look at a page waits for what it looks for: a browser answers when it can, and not sooner."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house import plan
from tests.house.law import Law

WAITS = Law(
    says="What a test says of a page's parts it says with expect(…), which waits, never with assert.",
    why="A click returns before the next page stands; asking at once passes on a quick machine and fails on a busy one.",
    mend='expect(page.locator(".after")).to_have_count(1) in place of assert page.locator(".after").count() == 1.',
)
FINDS = {"locator", "get_by_role", "get_by_text", "get_by_label", "get_by_placeholder", "get_by_test_id"}
ASKS_AT_ONCE = {
    "count", "is_visible", "is_hidden", "is_checked", "is_enabled", "is_disabled", "inner_text", "text_content",
    "input_value", "get_attribute", "all_inner_texts", "all_text_contents",
}  # fmt: skip


def hasty(module: ast.Module) -> Iterator[ast.AST]:
    """The assertions in `module` that ask a part of a page what it is right now."""
    for claim in ast.walk(module):
        if isinstance(claim, ast.Assert):
            yield from (node for node in ast.walk(claim.test) if _asks_at_once(node))


def _asks_at_once(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    found_in = (part.attr for part in ast.walk(node.func.value) if isinstance(part, ast.Attribute))
    return node.func.attr in ASKS_AT_ONCE and not FINDS.isdisjoint(found_in)


def test_tests_wait_for_the_page() -> None:
    WAITS.holds(
        f"{plan.at(path, node)} {ast.unparse(node)[:70]}"
        for path in sorted(plan.TESTS.rglob("*.py"))
        for node in hasty(plan.tree(path))
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("assert page.locator('.after').count() == 1", 1),
        ("assert not page.get_by_role('alert').first.is_visible()", 1),
        ("assert Case.objects.filter(status='closed').count() == 1", 0),
        ("first = page.locator('h2').inner_text()", 0),
    ],
)
def test_only_hasty_looks_are_named(line: str, found: int) -> None:
    assert len(list(hasty(ast.parse(line)))) == found
