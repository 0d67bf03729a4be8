"""A paper is what it says on every machine: fonts inside, readable text, colours defined, the same bytes twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from docx import Document

from commongrid.base import papers
from commongrid.base.papers import word

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M10 60 L80 20 L120 70" fill="none" stroke="#000" stroke-width="4"/></svg>'
PAPER = papers.Paper(
    title="人民调解协议书",
    number="ABCD23EFGH",
    at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    by="石埠镇人民调解委员会",
    foot="编号 ABCD23EFGH",
    code=SVG,
    code_says="扫码核验",
    blocks=(
        papers.Facts((("申请人", "阿强"), ("被申请人", "黄老板"))),
        papers.Heading("协议内容"),
        papers.Text("双方自愿达成如下协议。\n第二段。"),
        papers.Items(("支付工资16800元", "不再争议")),
        papers.Table(("社区", "件数"), (("东兴", "12 (9)"), ("河东", "7 (8)"))),
        papers.Signs((papers.Sign("申请人签名", SVG, "2026年3月2日"), papers.Sign("调解员签名"))),
    ),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return papers.pdf(PAPER)


def test_it_claims_and_keeps_what_an_archive_asks_for(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as read:
        assert read.open_metadata().pdfa_status == "2A"
        assert read.Root.Lang == "zh-CN"
        assert read.Root.MarkInfo.Marked
        assert read.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        fonts = list(read.pages[0].Resources.Font.values())
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
        inside = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile3" in each or "/FontFile2" in each for each in inside)
        assert any(name.startswith("NotoSerifSC") for name in names)


def test_its_words_can_be_taken_out_again(made: bytes) -> None:
    """Each font maps its glyphs to the signs they stand for; together they hold every sign of the paper."""
    held = ""
    with pikepdf.open(io.BytesIO(made)) as read:
        for font in read.pages[0].Resources.Font.values():
            held += font.ToUnicode.read_bytes().decode()
    for sign in "双方自愿达成如下协议人民调解书支付":
        assert f"<{ord(sign):04x}>" in held.lower()


def test_the_same_paper_is_the_same_file(made: bytes) -> None:
    assert papers.pdf(PAPER) == made


def test_a_sign_no_font_has_is_an_error() -> None:
    with pytest.raises(RuntimeError):
        papers.pdf(papers.Paper("\U0001f600", "1", (), PAPER.at))


def test_the_same_words_go_on_in_an_office_program() -> None:
    read = Document(io.BytesIO(papers.docx(PAPER)))
    words = "\n".join(each.text for each in read.paragraphs)
    for part in ("人民调解协议书", "申请人：阿强", "一、支付工资16800元", "二、不再争议", "调解员签名"):
        assert part in words


def test_numerals_as_they_are_written() -> None:
    assert [word.numeral(nth) for nth in (1, 9, 10, 12, 20, 40)] == ["一", "九", "十", "十二", "二十", "四十"]


def test_a_table_has_its_head_and_its_figures_in_the_word_file() -> None:
    read = Document(io.BytesIO(papers.docx(PAPER)))
    told = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert told == [["社区", "件数"], ["东兴", "12 (9)"], ["河东", "7 (8)"]]
