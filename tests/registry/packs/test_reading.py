import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.base.verdicts import Refused
from commongrid.registry.packs import acts, checking, making, reading, shelf, telling
from commongrid.registry.packs.terms import Rejected

type Edit = Callable[[str, str, str], None]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the small town that a test may spoil."""
    return Path(shutil.copytree(shelf.find("small-town"), tmp_path / "town"))


@pytest.fixture
def edit(town: Path) -> Edit:
    def change(file: str, old: str, new: str) -> None:
        text = (town / file).read_text("utf-8")
        assert old in text
        (town / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def faults(folder: Path) -> list[str]:
    pack, found = reading.read(folder)
    found = found or (checking.faults(pack) if pack else found)
    return [telling.fault(fault, "town") for fault in found]


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


@pytest.mark.parametrize("name", ["small-town", "dongguan"])
def test_the_packs_of_the_project_have_no_faults(name: str) -> None:
    assert faults(shelf.find(name)) == []


def test_a_pack_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(Refused) as refused:
        shelf.find("atlantis")
    assert "small-town" in telling.sentence(refused.value.why)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("matters.csv", "4 working_hours", "4 working_ours", "is not an amount and one of"),
        ("matters.csv", "4 working_hours", "1.5 working_days", "is not an amount and one of"),
        ("matters.csv", ",event,", ",incident,", "“kind” must be one of"),
        ("matters.csv", ",yes,", ",maybe,", "must be yes or no"),
        ("matters.csv", "SR-016,", "SR-O12,", "already stands in line"),
        ("matters.csv", "SR-016,", "sr_12,", "already stands in line"),
        ("matters.csv", "垃圾站箱满溢", "暴露垃圾", "already stands in line"),
        ("matters.csv", ",D17,town,", ",D77,town,", "names the department D77"),
        ("matters.csv", "Exposed litter", "", "has no English name"),
        ("matters.csv", "name_en", "name_english", "no column or setting “name_english”"),
        ("criteria.csv", "BJ1-003,1", "BJ9-003,1", "There is no matter BJ9-003"),
        ("criteria.csv", "state=missing", "condition=missing", "there is no question “condition”"),
        ("criteria.csv", ",2 urgent_hours", ",0 urgent_hours", "must be above zero"),
        ("questions.csv", ",yes_no,", ",maybe,", "“type”"),
        ("reasons.csv", "DR02", "DR01", "already stands in line"),
        ("words.csv", "井盖,Covers", "井盖,", "“en” must not be blank"),
        ("units.csv", "4499-D17,D17", "4499-X,D17", "There is no unit 4499-X"),
        (
            "units.csv",
            "社会事务办,department,town,449900101,,D04",
            "社会事务办,department,town,449900101,,",
            "No unit in units.csv bears the department D04",
        ),
        ("cast.csv", "449900101-D17,", "449900101-D99,", "There is no unit 449900101-D99"),
        ("cast.csv", ",dispatcher,", ",despatcher,", "“role”"),
    ],
)
def test_every_fault_is_told_with_its_file(
    town: Path, edit: Edit, file: str, old: str, new: str, words: str
) -> None:
    edit(file, old, new)
    assert any(words in fault for fault in faults(town)), faults(town)[:3]


def test_the_line_is_the_one_in_the_file(town: Path, edit: Edit) -> None:
    line = line_of(town, "matters.csv", "SR-016,")
    edit("matters.csv", "SR-016,", "SR-O12,")
    assert [fault.split(" ")[0] for fault in faults(town) if "already" in fault] == [
        f"town/matters.csv:{line}:"
    ]


def test_all_faults_are_told_at_once(town: Path, edit: Edit) -> None:
    edit("matters.csv", ",event,", ",incident,")
    edit("reasons.csv", ",yes,,", ",perhaps,,")
    with pytest.raises(Rejected) as rejected:
        acts.read(town)
    assert {fault.file for fault in rejected.value.faults} == {"matters.csv", "reasons.csv"}


def test_a_comma_too_many_is_noticed(town: Path) -> None:
    path = town / "words.csv"
    path.write_text(path.read_text("utf-8") + "桥,Bridge,over water\n", "utf-8")
    assert any("1 fields more than columns" in fault for fault in faults(town))


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ("self_check_sample = 0.1", "self_check_sample = 7", "self_check_sample", "self_check_sample"),
        ('verify_within = "4 working_hours"', 'verify_within = "soon"', "verify_within", "is not an amount"),
        ('name = "small-town"', 'nam = "small-town"', "nam", "“nam”"),
    ],
)
def test_settings_are_checked_with_their_line(
    town: Path, edit: Edit, old: str, new: str, key: str, words: str
) -> None:
    edit("pack.toml", old, new)
    line = line_of(town, "pack.toml", f"{key} =")
    assert any(fault.startswith(f"town/pack.toml:{line}:") and words in fault for fault in faults(town)), (
        faults(town)
    )


def test_broken_toml_says_where(town: Path) -> None:
    (town / "pack.toml").write_text('name = "town\n', "utf-8")
    assert any("not TOML" in fault for fault in faults(town))


def test_missing_files_are_named(town: Path) -> None:
    (town / "reasons.csv").unlink()
    assert any("reasons.csv is missing" in fault for fault in faults(town))


def test_the_digest_follows_the_data_only(town: Path) -> None:
    before = reading.digest(town)
    (town / "README.md").write_text("Words.", "utf-8")
    assert reading.digest(town) == before
    (town / "words.csv").write_text("zh,en\n", "utf-8")
    assert reading.digest(town) != before


@pytest.mark.parametrize(
    ("one", "other"), [("ZA-020", "za 20"), ("BJ1-003", "BJ1-03"), ("SR-0I2", "SR-012"), ("SR-O12", "SR-012")]
)
def test_codes_that_are_taken_for_one_another(one: str, other: str) -> None:
    assert checking.near(one) == checking.near(other)


@pytest.mark.parametrize(
    ("one", "other"), [("BJ1-001", "BJ1-010"), ("BJ1-001", "BJ2-001"), ("SR-012", "SR-102")]
)
def test_codes_that_are_not(one: str, other: str) -> None:
    assert checking.near(one) != checking.near(other)


def test_rows_of_a_matter_have_their_own_limits() -> None:
    pack = acts.read(shelf.find("small-town"))
    lamp = next(item for item in making.items(pack) if item.code == "BJ1-024")
    dark = next(row for row in lamp.rows if row.when == {"fault": "dark"})
    assert dark.limits.handle == Limit(2, Unit.WORKING_DAYS)
    assert dark.limits.dispatch == Limit(1, Unit.WORKING_HOURS)
    assert (dark.department, dark.criterion_en) == ("D09", "Light or screen out")
