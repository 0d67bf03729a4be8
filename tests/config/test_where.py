"""bin/where finds things by their names in code, in Chinese and in English, and says so when there is nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commongrid.config import where

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "src/commongrid/cases/rules.py": '''
def who_handles(matter: str) -> str:
    """Which unit handles a case of this matter."""


def _hidden() -> None: ...
''',
    "src/commongrid/cases/acts.py": '''
def pause(case: int) -> None:
    """Stop the clock for a reason, until a day."""


def resume(case: int) -> None:
    """Go on after a pause."""
''',
    "src/commongrid/cases/terms.py": 'KINDS = ("case.paused", "case.resumed")\n',
    "src/commongrid/cases/sentences.csv": "key,en,zh\ncases.until_in_the_past,That day is over,这一天已经过去\n",
    "src/commongrid/doors/desk/urls.py": 'patterns = [path("desk/case/<number>", views.case, name="case")]\n',
    "src/commongrid/broken.py": "def half(",
    "packs/small-town/matters.csv": "code,name_zh,name_en,keywords\nE0101,路面坑洞,Broken pavement,坑 pothole\n",
    "docs/words.md": "# Words\n\n| 中文 | English | in code | what |\n| --- | --- | --- | --- |\n| 挂账 | pause | `pause` | waits |\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        ("who_handles", "rule", "who_handles"),
        ("handles", "rule", "who_handles"),
        ("pause", "act", "pause"),
        ("case.paused", "term", "case.paused"),
        ("坑洞", "matter", "E0101"),
        ("pavement", "matter", "E0101"),
        ("pothole", "matter", "E0101"),
        ("已经过去", "sentence", "cases.until_in_the_past"),
        ("case", "page", "case"),
        ("Words", "doc", "Words"),
    ],
)
def test_the_first_answer_is_the_thing_itself(tree: Path, asked: str, kind: str, name: str) -> None:
    first = where.search(asked, tree)[0]
    assert (first.kind, first.name) == (kind, name)


def test_a_chinese_word_finds_the_act_by_the_glossary(tree: Path) -> None:
    assert ("act", "pause") in [(place.kind, place.name) for place in where.search("挂账", tree)]


def test_private_functions_and_broken_files_are_passed_over(tree: Path) -> None:
    assert where.search("_hidden", tree) == []
    assert where.search("half", tree) == []


def test_no_more_than_a_screen(tree: Path) -> None:
    many = "\n\n".join(f"def ask_{number}():\n    pass" for number in range(40))
    (tree / "src/commongrid/cases/queries.py").write_text(many)
    assert len(where.search("ask", tree)) == where.SHOWN


def test_the_command_needs_no_django() -> None:
    said = subprocess.run([ROOT / "bin" / "where", "verdict"], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "base/verdicts.py" in said.stdout


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert where.main(["no" + "such" + "word"]) == 1
    assert "docs/words.md" in capsys.readouterr().out
    assert where.main([]) == 2
