"""What every room has, and what no file or folder may be called."""

from __future__ import annotations

import ast
import re

from tests.house import plan
from tests.house.law import Law

ORDER = ["terms", "rules", "lifecycle", "models", "queries", "acts", "tasks"]
OF_THE_FRAMEWORK = ["__init__", "apps"]
SCREEN = 60
EMPTY_NAMES = {
    "util",
    "utils",
    "common",
    "helper",
    "helpers",
    "service",
    "services",
    "manager",
    "managers",
    "misc",
}

README = Law(
    says=f"Every room has a README.md of at most {SCREEN} lines.",
    why="Whoever opens a room for the first time gets one screen: what for, its words, where to start, confusions.",
    mend="Write it from docs/house/README.md's pattern; what does not fit belongs into docstrings or docs/.",
)
TOPICS = Law(
    says="A file beside the usual ones is named in the room's README.",
    why="Terms, rules, lifecycle, models, queries, acts and tasks are known in every room; another name is news.",
    mend="Say in one line of the README what the file is for, or fold it into one of the usual files.",
)
NAMES = Law(
    says="Nothing is called utils, common, helpers, services, managers or misc.",
    why="Such a name says nothing about what is inside, so everything ends up inside.",
    mend="Name the file after what it knows: clocks.py, numbers.py, wording.py.",
)
NO_FACES = Law(
    says="Domain rooms have no views, forms, templates or static files.",
    why="The four doors serve four levels of trust; a page inside a room would be under none of them.",
    mend="Put the page into its door and call the room's queries and acts from there.",
)


def test_every_room_has_a_readme() -> None:
    faults = []
    for room in plan.rooms():
        readme = room.folder / "README.md"
        if not readme.exists():
            faults.append(f"{plan.at(room.folder)} has no README.md")
        elif (lines := len(readme.read_text(encoding="utf-8").splitlines())) > SCREEN:
            faults.append(f"{plan.at(readme)} has {lines} lines")
    README.holds(faults)


def is_named(name: str, said: str) -> bool:
    """Does a README name this file, in code: `clocks.py`, `clocks.fold`, `cases/clocks.py`?"""
    return bool(re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", said))


def test_topical_files_are_introduced() -> None:
    faults = []
    for room in plan.rooms():
        if not room.is_domain or not (room.folder / "README.md").exists():
            continue
        said = (room.folder / "README.md").read_text(encoding="utf-8")
        names = [path.stem for path in room.folder.glob("*.py")]
        news = [name for name in names if name not in ORDER + OF_THE_FRAMEWORK and not is_named(name, said)]
        faults += [
            f"{plan.at(room.folder)}/{name}.py is not in the README (write `{name}.py` or `{name}.something`)"
            for name in news
        ]
    TOPICS.holds(faults)


def test_no_empty_names() -> None:
    NAMES.holds(
        plan.at(path)
        for path in plan.HOUSE.rglob("*")
        if path.stem in EMPTY_NAMES and "__pycache__" not in path.parts
    )


def test_rooms_have_no_pages() -> None:
    pages = ["views.py", "forms.py", "urls.py", "admin.py", "templates", "static", "templatetags"]
    NO_FACES.holds(
        plan.at(room.folder / name)
        for room in plan.rooms()
        for name in pages
        if room.is_domain and (room.folder / name).exists()
    )


TOLD = Law(
    says="Every public rule, act and query has a docstring.",
    why="It is the sentence for whoever calls; docs/rules.md and bin/where are made of them.",
    mend="One sentence: what comes back, in which units, what is raised, which index or article it stands on.",
)


def test_rules_acts_and_queries_are_told() -> None:
    TOLD.holds(
        f"{plan.at(path, node)} {node.name}"
        for path in plan.domain_modules()
        if path.stem in {"rules", "acts", "queries"} or path.parent.name == "acts"
        for node in plan.tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    )
