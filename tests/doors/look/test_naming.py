"""Names in the reader's language: what the registry knows is said in English, addresses stay as they were written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from commongrid.doors.look import naming, sentences
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from tests.cast import Town

KNOWN = {
    "东兴社区": "Dongxing",
    "东兴": "Dongxing",
    "暴露垃圾": "Exposed litter",
    "449900101001003": "东兴03网格",
}


READ = naming._read


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_known", lambda: KNOWN)


def test_a_grid_is_numbered_after_its_community() -> None:
    assert naming.in_english("东兴03网格") == "Dongxing, grid 03"
    assert naming.in_english("无名03网格") == "无名03网格"


def test_a_title_keeps_its_address() -> None:
    case = SimpleNamespace(title="新风路3号暴露垃圾", address="新风路3号")
    with translation.override("en"):
        assert naming.title(case) == "Exposed litter, 新风路3号"
    with translation.override("zh-hans"):
        assert naming.title(case) == "新风路3号暴露垃圾"


def test_a_title_of_ones_own_words_stays() -> None:
    with translation.override("en"):
        assert naming.title(SimpleNamespace(title="桥下有异味", address="新风路3号")) == "桥下有异味"


def test_a_place_is_named_by_its_code() -> None:
    assert naming.placed("449900101001003", "zh-hans") == "东兴03网格"
    assert naming.placed("449900101001003", "en") == "Dongxing, grid 03"
    assert naming.placed("999999", "en") == "999999"


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_has_no_name(nothing: str | None) -> None:
    assert naming.of(nothing) == ""


def test_people_and_reasons_of_an_entry_are_said_in_english(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "_known", READ)
    told = {
        "actor": town.zhoumin.snapshot(),
        "data": {"reason_zh": matters.reason(ReasonKind.DECLINE, "DR01").zh},
    }
    entry = SimpleNamespace(kind="report.declined", **told)
    assert (
        sentences.say_entry(entry, None, "en") == "Zhou Min declined it: Outside what this service can handle"
    )
    assert sentences.say_entry(entry, None, "zh-hans") == "周敏不予受理：不属于政府或平台受理范围"
