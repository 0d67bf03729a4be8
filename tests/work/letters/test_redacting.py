"""What is personal in a text is marked, what is not stays: a rule of values."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.work.letters.redacting import Personal, cut, marks, pieces


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("请打13800007777谢谢", Personal.PHONE, "13800007777"),
        ("电话 138 0000 7777 。", Personal.PHONE, "138 0000 7777"),
        ("电话138-0000-7777", Personal.PHONE, "138-0000-7777"),
        ("+8613800007777", Personal.PHONE, "+8613800007777"),
        ("座机0769-22223333", Personal.PHONE, "0769-22223333"),
        ("１３８００００７７７７", Personal.PHONE, "１３８００００７７７７"),
        ("身份证441900199001011234", Personal.IDENTITY, "441900199001011234"),
        ("身份证 441900 19900101 123X", Personal.IDENTITY, "441900 19900101 123X"),
        ("回乡证H12345678", Personal.IDENTITY, "H12345678"),
        ("车牌粤S12345停在", Personal.PLATE, "粤S12345"),
        ("粤S·AD1234占位", Personal.PLATE, "粤S·AD1234"),
        ("邮箱 a.b@example.com 收", Personal.EMAIL, "a.b@example.com"),
        ("卡号6222021234567890123", Personal.ACCOUNT, "6222021234567890123"),
        ("东兴路12号3栋502室漏水", Personal.ADDRESS, "东兴路12号3栋502室"),
        ("三单元五楼", Personal.ADDRESS, "三单元五楼"),
        ("找陈小明", Personal.NAME, "陈小明"),
        ("我叫李大海，", Personal.NAME, "李大海"),
        ("三楼的王先生天天", Personal.NAME, "王先生"),
    ],
)
def test_it_is_marked(text: str, what: Personal, found: str) -> None:
    assert [(mark.what, text[mark.start : mark.end]) for mark in marks(text, ["陈小明"])] == [(what, found)]


@pytest.mark.parametrize(
    "text", ["2026年3月2日", "1号线延长线", "第12条规定，10个工作日", "拨打12345或110", "花费3500元", ""]
)
def test_it_is_not(text: str) -> None:
    assert marks(text, ["陈小明", "陈"]) == ()


@given(st.text(alphabet="我住在东兴路号栋室0123456789 -·粤S陈小明@.com，。", max_size=80))
def test_cut_leaves_nothing_marked_and_pieces_lose_nothing(text: str) -> None:
    found = marks(text, ["陈小明"])
    assert "".join(piece.text for piece in pieces(text, found)) == text
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert "陈小明" not in cut(text, found)


def test_what_is_known_of_the_writer_is_named_for_what_it_is() -> None:
    text = "小明，12345678901，x@y.z"
    found = marks(text, ["小明", "12345678901", "x@y.z"])
    assert [mark.what for mark in found] == [Personal.NAME, Personal.PHONE, Personal.EMAIL]
