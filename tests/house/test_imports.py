"""The contracts of `.importlinter` hold, and they bite: planted faults are all found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house import plan
from tests.house.law import Law

CONTRACTS = Law(
    says="Imports go downward only, by the contracts of .importlinter.",
    why="Folder order is import order: whoever knows where a file stands knows what it may lean on.",
    mend="Each broken contract above tells its own why and mend.",
)

PLANTED = {
    "cases/rules.py": "import django.db\n",
    "cases/queries.py": "from commongrid.cases import acts\n",
    "cases/acts.py": "",
    "base/journal/acts.py": "import commongrid.cases.acts\n",
    "doors/desk/views.py": "import commongrid.doors.portal.views\n",
    "doors/portal/views.py": "",
    "work/patrol/__init__.py": "",
    "work/patrol/acts.py": "import commongrid.work.dispatch.acts\n",
    "work/dispatch/acts.py": "",
    "registry/people/acts.py": "import commongrid.registry.units.acts\n",
    "registry/units/acts.py": "",
    "intake/wording.py": "import commongrid.intake.photos\n",
    "intake/photos.py": "import commongrid.intake.wording\n",
    "cellar/__init__.py": "",
    "base/wine/__init__.py": "",
}

CAUGHT = [
    "commongrid.cases.rules is not allowed to import django",
    "commongrid.cases.queries is not allowed to import commongrid.cases.acts",
    "commongrid.base is not allowed to import commongrid.cases",
    "commongrid.doors.desk is not allowed to import commongrid.doors.portal",
    "commongrid.work.patrol is not allowed to import commongrid.work.dispatch",
    "commongrid.registry.people is not allowed to import commongrid.registry.units",
    "No cycles are allowed in commongrid.intake",
    "- commongrid.cellar",
    "- commongrid.base.wine",
]


def lint(folder: Path, package_parent: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package_parent), "COLUMNS": "200", "NO_COLOR": "1"}
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache", "--config", str(folder / ".importlinter")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def told(output: str) -> str:
    """What the linter says, without its banner."""
    return output.split("Broken contracts\n", 1)[-1].strip(" -\n╔╗╝╚║═╩╦╣╠─▶◀┘┐└│▲")


def test_imports_go_downward() -> None:
    checked = lint(plan.ROOT, plan.ROOT / "src")
    CONTRACTS.holds([] if checked.returncode == 0 else [told(checked.stdout) + checked.stderr])


def test_planted_faults_are_found(tmp_path: Path) -> None:
    """The same plan over an empty house with nine faults: each of them is named."""
    house = tmp_path / "commongrid"
    for path in plan.modules():
        if not plan.is_migration(path):
            empty = house / path.relative_to(plan.HOUSE)
            empty.parent.mkdir(parents=True, exist_ok=True)
            empty.touch()
    for name, text in PLANTED.items():
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(text)
    shutil.copy(plan.PLAN, tmp_path)
    said = lint(tmp_path, tmp_path).stdout
    assert [fault for fault in CAUGHT if fault not in said] == [], said


def test_every_storey_of_rooms_lists_its_rooms() -> None:
    ROOMS_LISTED.holds(
        f"{plan.at(room.folder)} holds rooms, but no contract in .importlinter orders them"
        for room in plan.rooms()
        if any((inner / "apps.py").exists() for inner in plan.folders(room.folder))
        and not plan.layers(room.dotted)
    )


ROOMS_LISTED = Law(
    says="A storey with several rooms orders them in .importlinter.",
    why="Rooms without an order grow into one knot.",
    mend="Add a layers contract with this container, exhaustive, and the rooms from top to bottom.",
)
