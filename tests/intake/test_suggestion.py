"""The suggested matter: found without a model, with one, with the words that decided, and measured."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from commongrid.intake import (
    calibrating,
    evaluation,
    examples,
    grams,
    labelled_texts,
    prototypes,
    suggestion,
    suggestion_file,
    suggestion_rules,
    training,
)
from commongrid.intake.labelled_texts import Labelled
from commongrid.intake.prototypes import MatterWords
from commongrid.intake.suggestion_model import Calibration, Model
from commongrid.registry.packs import acts as packs
from commongrid.registry.packs import making

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT.parent / "shared" / "data" / "messages"
LAMP = MatterWords(
    "BJ1-024", "路灯", "Street light", "杆件 市政公用部件", "", ("不亮、常亮、倾斜、缺损、露线",)
)
LITTER = MatterWords(
    "SR-012", "暴露垃圾", "Exposed litter", "垃圾与保洁 市容环境", "", ("公共处所未入桶的成堆生活垃圾",)
)
NOISE = MatterWords("JF-009", "邻里噪声", "Neighbour noise", "邻里 矛盾纠纷", "", ("脚步、琴声、装修",))
THREE = (LAMP, LITTER, NOISE)
CODES = {matter.code for matter in THREE}


def told(text: str, *models: Model, limit: int = 3) -> list[str]:
    return [one.code for one in suggestion_rules.suggest(text, models, CODES, limit=limit).answer]


def test_everyday_words_point_to_the_catalogues_words() -> None:
    verdict = suggestion_rules.suggest("楼下的灯坏了，黑乎乎的", [prototypes.prototypes(THREE)], CODES)
    best = verdict.answer[0]
    assert best.code == "BJ1-024"
    assert "黑乎乎" in best.words
    assert verdict.why[0].key == "intake.words_point_to"
    assert len(verdict.why) == len(verdict.answer)


@pytest.mark.parametrize("text", ["", "  ", "？！", "xx", "\x00", "🙂🙂", "鬱鬱蔥蔥"])
def test_nothing_said_suggests_nothing(text: str) -> None:
    verdict = suggestion_rules.suggest(text, [prototypes.prototypes(THREE)], CODES)
    assert verdict.answer == ()
    assert [why.key for why in verdict.why] == ["intake.words_point_nowhere"]


def test_an_empty_catalogue_suggests_nothing() -> None:
    assert suggestion_rules.suggest("路灯不亮", [prototypes.prototypes(())], ()).answer == ()


def test_the_words_shown_stand_in_the_text() -> None:
    text = "请问ＴＨＥ Street lamp 什么时候修？路灯不亮，满地垃圾"
    for one in suggestion_rules.suggest(text, [prototypes.prototypes(THREE)], CODES).answer:
        assert one.words
        assert all(word in text for word in one.words)


def test_a_switched_off_matter_is_not_suggested() -> None:
    verdict = suggestion_rules.suggest("路灯不亮", [prototypes.prototypes(THREE)], CODES - {"BJ1-024"})
    assert "BJ1-024" not in [one.code for one in verdict.answer]


def test_a_matter_newer_than_the_model_is_found_by_its_words() -> None:
    old, new = prototypes.prototypes(THREE[:2]), prototypes.prototypes(THREE)
    assert told("楼上邻里噪声，半夜脚步声", old, new)[0] == "JF-009"


def test_chances_sum_to_at_most_one_and_keep_their_order() -> None:
    for calibration in (Calibration(11, 0.65, 0.0, True), Calibration(3, 2, 2), Calibration(0.3, 0.05, -4)):
        scores = np.array([0.5, 0.1, 0.4, -0.2])
        chances = calibration.chances(scores)
        assert chances.sum() <= 1 + 1e-9
        assert list(np.argsort(-chances, kind="stable")) == list(np.argsort(-scores, kind="stable"))


def test_a_saved_model_says_the_same(tmp_path: Path) -> None:
    model = prototypes.prototypes(THREE)
    suggestion_file.save(model, tmp_path / "deep" / "model.npz")
    again = suggestion_file.load(tmp_path / "deep" / "model.npz")
    assert told("路灯不亮", again) == told("路灯不亮", model)
    assert again.calibration == model.calibration


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"not a model"])
def test_a_broken_file_is_named_and_never_run(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(suggestion_file.Unreadable):
        suggestion_file.load(path)


def test_a_suggestion_never_waits_for_scikit_learn() -> None:
    code = (
        "import sys; from commongrid.intake import prototypes, suggestion_file, suggestion_rules\n"
        "words = prototypes.MatterWords('a', '路灯')\n"
        "assert suggestion_rules.suggest('路灯', [prototypes.prototypes([words])], {'a'}).answer\n"
        "assert not {'sklearn', 'scipy', 'django'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT / "src")})


def test_labelled_messages_teach_what_the_catalogue_does_not_say() -> None:
    said = [f"门口那盏老爷爷又罢工了，第{n}天" for n in "一二三四五六七八九十"]
    taught = [examples.example((text,), "BJ1-024") for text in said]
    assert told("老爷爷罢工了", prototypes.prototypes(THREE)) == []
    assert told("老爷爷罢工了", training.train(THREE, taught))[0] == "BJ1-024"


def test_the_curve_follows_what_was_right() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(600, 4)).astype(np.float32)
    right = np.where(rng.random(600) < 0.6, scores.argmax(axis=1), rng.integers(0, 4, 600))
    curve = calibrating.calibrate(scores, right)
    sure = np.array([curve.chances(row).max() for row in scores])
    assert evaluation.calibration_error(sure, scores.argmax(axis=1) == right) < 0.1


def test_a_silver_text_that_is_asked_is_not_trained_on() -> None:
    asked = [Labelled(("路灯不亮很久了请尽快", "东兴路的路灯坏了"), "a")]
    same_title = Labelled(("路灯不亮很久了，请尽快！", "别的"), "b")
    other = Labelled(("垃圾没有人收", "满地都是垃圾袋子"), "b")
    assert labelled_texts.unseen([same_title, other], asked) == [other]


def test_doubled_rows_count_once_with_both_weights() -> None:
    one = Labelled(("路灯",), "a", 0.5)
    assert labelled_texts.merged([one, one, replace(one, label="b")]) == [
        replace(one, weight=1.0),
        replace(one, label="b"),
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text("words,label\n路灯,x\n", encoding="utf-8")
    with pytest.raises(labelled_texts.Faulty, match="text"):
        labelled_texts.read(tmp_path / "some.csv", ["text"], "label")
    with pytest.raises(CommandError, match="none"):
        call_command("train_suggestions", evaluate=tmp_path / "none.csv")


def test_everyday_words_are_a_clean_list() -> None:
    seen: set[str] = set()
    for line in grams.everyday():
        assert line.means.strip()
        assert all(said.strip() == said != "" for said in line.said), line
        seen.update(line.said)
    assert len(seen) > 900


@cache
def catalogue(pack: str) -> tuple[MatterWords, ...]:
    items = making.items(packs.read(ROOT / "packs" / pack))
    return tuple(suggestion.words_of(item) for item in items)


def hits(pack: str, used_for: str) -> tuple[float, float]:
    """(top one, top three) shares of the paraphrases whose matter the pack has."""
    words = catalogue(pack)
    model = prototypes.prototypes(words)
    names = {matter.code: matter.name_zh for matter in words}
    with (Path(__file__).with_name("paraphrases.csv")).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["used_for"] == used_for]
    rows = [row for row in rows if row["expected"] in names.values()]
    first = third = 0
    for row in rows:
        meant = {row["expected"], *row["also"].split(";")}
        found = suggestion_rules.suggest(row["text"], [model], names.keys()).answer
        first += bool(found) and names[found[0].code] in meant
        third += bool(meant & {names[one.code] for one in found})
    return first / len(rows), third / len(rows)


@pytest.mark.parametrize("pack", ["dongguan", "small-town"])
@pytest.mark.parametrize("used_for", ["tuning", "measuring"])
def test_residents_sentences_find_their_matter(pack: str, used_for: str) -> None:
    first, third = hits(pack, used_for)
    assert first >= 0.8
    assert third >= 0.9


@pytest.mark.django_db
def test_the_command_trains_what_the_product_reads(tmp_path: Path, settings: object, town: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    before = suggestion.suggest("路灯一个星期没亮了").answer[0]
    assert not suggestion.is_trained()
    labelled = tmp_path / "labelled.csv"
    labelled.write_text("text,label\n路灯又坏了,路灯\n什么都不是,没有这个\n", encoding="utf-8")
    out = StringIO()
    call_command("train_suggestions", labelled=labelled, json=True, stdout=out)
    facts = json.loads(out.getvalue())
    assert (facts["messages"], facts["labels_not_in_the_catalogue"]) == (1, 1)
    assert suggestion.is_trained()
    assert suggestion.suggest("路灯一个星期没亮了").answer[0].code == before.code == "BJ1-024"


@pytest.mark.django_db
def test_an_unreadable_model_is_as_good_as_none(tmp_path: Path, settings: object, town: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    suggestion.model_path().write_bytes(b"broken")
    assert suggestion.suggest("路灯不亮").answer[0].code == "BJ1-024"
    assert not suggestion.is_trained()


@pytest.mark.slow
def test_first_level_classes_of_the_gold_letters() -> None:
    file = MESSAGES / "labelled_level1_gold.csv"
    if not file.exists():
        pytest.skip("the labelled letters are read from beside the project and are not there")
    rows = labelled_texts.read(file, ["title", "text"], "level1")
    asked = [examples.example(row.fields, row.label, 1.0, grams.as_said) for row in rows]
    measured = evaluation.cross_validated(asked, repeats=1)
    assert measured.macro_f1 > 0.65
    assert measured.calibration_error < 0.15
