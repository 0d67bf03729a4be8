"""Abilities: each that is asked for somewhere is granted to somebody, and each that is granted is asked for."""

from __future__ import annotations

import ast
import importlib
import re
from typing import Any

from tests.house import plan
from tests.house.law import Law

ABILITY = re.compile(
    r"^(cases|reports|photos|people|audit|admin|dispatch|figures|premises|inspections|campaigns|captains|ratings|duty|patrol|training|mediation|court|visits|followups|centres|lines|letters|outreach|appointments|advice|care|points|counter)\.[a-z_]+$"
)

GRANTED = Law(
    says="Every ability that is asked for is granted to a role or to residents.",
    why="An act that asks for an ability nobody has can never be done, and nobody will be told why.",
    mend="Add it to a role in registry/units/grants.py or to the residents' grants, or correct the spelling.",
)
ASKED = Law(
    says="Every ability that is granted is asked for by an act, a page or a query.",
    why="A grant that opens nothing looks like a right and is none; it is usually a misspelt one.",
    mend="Take it out, or write the act that asks for it.",
)

TABLES = ("grants.py", "bundles.py")
"""Files that give abilities and ask for none."""


def granted() -> set[str]:
    """Texts shaped like an ability where grants are made: the table of roles, and what residents get."""
    return texts_in(lambda path: path.name in TABLES) | by_grant()


def by_grant() -> set[str]:
    """Abilities given directly: `Grant("cases.rate", …)`."""
    found: set[str] = set()
    for path in plan.modules():
        for node in ast.walk(plan.tree(path)):
            if isinstance(node, ast.Call) and plan.last_name(node.func) == "Grant" and node.args:
                found |= abilities(node.args[0])
    return found


def asked() -> dict[str, str]:
    """Abilities named anywhere else than in tables of grants, with where."""
    lifecycle: Any = importlib.import_module("commongrid.cases.lifecycle")
    acts = [*lifecycle.ACTS.values(), lifecycle.OPENING, lifecycle.SETTLING]
    found = {act.ability: "cases/lifecycle.py" for act in acts}
    for path in plan.modules():
        if path.name not in TABLES:
            for node in ast.walk(plan.tree(path)):
                names = {"require", "has", "may", "within", "opens_for", "reach", "grant", "gate"}
                if isinstance(node, ast.Call) and plan.last_name(node.func) in names:
                    found |= dict.fromkeys(abilities(node), plan.at(path, node))
    return found


def texts_in(wanted: Any) -> set[str]:
    paths = [path for path in plan.modules() if wanted(path)]
    return {ability for path in paths for ability in abilities(plan.tree(path))}


def abilities(under: ast.AST) -> set[str]:
    """Texts under a node that are shaped like an ability."""
    constants = (node.value for node in ast.walk(under) if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and ABILITY.match(text)}


def test_what_is_asked_for_is_granted() -> None:
    given = granted()
    GRANTED.holds(f"{ability} ({where})" for ability, where in asked().items() if ability not in given)


def test_what_is_granted_is_asked_for() -> None:
    wanted = set(asked()) | texts_in(lambda path: path.name != "grants.py")
    ASKED.holds(ability for ability in granted() if ability not in wanted)
