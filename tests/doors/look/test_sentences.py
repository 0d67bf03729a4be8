import string
from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import override_settings

from commongrid.base.verdicts import Why
from commongrid.doors.look import facts, sentences
from commongrid.registry.units.grants import TABLE

ALL = list(sentences.every())
AT = datetime(2026, 11, 18, 8, 42, tzinfo=UTC)


def test_no_key_stands_twice() -> None:
    doubles = [key for key, count in Counter(one.key for one in ALL).items() if count > 1]
    assert not doubles, [one.where for one in ALL if one.key in doubles]


def test_every_sentence_is_said_in_both_languages_from_the_same_facts() -> None:
    faults = [
        f"{one.where} {one.key}: {sentences.placeholders(one.en) ^ sentences.placeholders(one.zh)}"
        for one in ALL
        if not one.en.strip()
        or not one.zh.strip()
        or sentences.placeholders(one.en) != sentences.placeholders(one.zh)
    ]
    assert not faults, "\n".join(faults)


def test_facts_are_named_never_counted() -> None:
    names = [
        name
        for one in ALL
        for text in (one.en, one.zh)
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    ]
    assert all(name.isidentifier() for name in names)


def test_a_fact_has_one_word_in_each_language() -> None:
    assert len(facts.known()) == len(facts.TABLE.read_text(encoding="utf-8").splitlines()) - 1
    assert all(en and zh for en, zh in facts.known().values())


def test_an_unknown_key_is_an_error_in_tests_and_plain_words_for_a_citizen() -> None:
    with pytest.raises(KeyError, match=r"sentences\.csv"):
        sentences.say(Why("cases.never_heard_of"))
    with override_settings(HOUSE=SimpleNamespace(mode="production")):
        assert sentences.say(Why("cases.never_heard_of"), "en") == "never heard of"


def test_a_missing_fact_names_the_file_and_line() -> None:
    with pytest.raises(KeyError, match=r"cases/sentences\.csv:\d+"):
        sentences.say(Why("cases.merge_with_itself"))


def entry(**given: object) -> SimpleNamespace:
    whole = {"kind": "case.taken", "at": AT, "actor": {}, "data": {}, "whys": [], **given}
    return SimpleNamespace(**whole)


def test_an_entry_says_who_did_what_and_keeps_their_words_apart() -> None:
    actor = {"kind": "staff", "name": "李国强", "unit_name": "镇城管分局", "account": 4}
    whys = [{"key": "said", "facts": {"text": "下午先把井口围起来。"}}]
    told = sentences.tell(entry(actor=actor, whys=whys), None, "zh-hans")
    assert told.words == "镇城管分局李国强接下了这件事"
    assert told.quote == "下午先把井口围起来。"
    assert told.reasons == ()


def test_a_resident_without_a_name_is_a_resident() -> None:
    told = sentences.say_entry(entry(kind="case.commented", actor={"kind": "resident"}), None, "en")
    assert told == "A resident added a note"


def test_moments_and_values_in_facts_become_words() -> None:
    due = {"status": "paused", "act": "send_back"}
    assert sentences.say(Why("cases.not_in_status", due), "zh-hans") == "案件现在是挂账，不能“退单”"
    said = sentences.say(Why("cases.extension_too_late", {"due": "2020-11-18T08:42:00+00:00"}), "zh-hans")
    assert "2020年11月18日16:42" in said


def test_chinese_has_no_typed_gaps_beside_latin() -> None:
    assert sentences.known()["cases.merge_with_itself"].zh == "案件{number}不能并入自己"


def test_every_ability_is_named_by_its_room_in_both_languages() -> None:
    abilities = {ability for grants in TABLE.values() for _, some in grants for ability in some}
    for language in ("en", "zh-hans"):
        told = {ability: facts.word("ability", ability, language) for ability in abilities}
        assert not {ability for ability, words in told.items() if words.startswith(ability.partition(".")[0])}
    assert facts.word("ability", "mediation.see, mediation.run", "zh-hans") == "调解：查看、调解"
    assert facts.word("ability", "mediation.see", "en") == "Mediation: See"
