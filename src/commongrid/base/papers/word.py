"""A paper as DOCX, for whoever has to go on writing in it. Drawn signatures stay out: they belong to the PDF."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from commongrid.base.papers.blocks import Facts, Heading, Items, Paper, Signs, Table, Text

SONG, HEI = "宋体", "黑体"
DIGITS = "一二三四五六七八九"


def docx(paper: Paper) -> bytes:
    """The bytes of the file; the fonts are named, not embedded (office programs have them or put others in their place)."""
    made = Document()
    _sheet(made, paper)
    title = made.add_heading(paper.title, level=0)
    number = made.add_paragraph(paper.number)
    title.alignment = number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in paper.blocks:
        if isinstance(block, Table):
            _table(made, block)
            continue
        style = "Heading 2" if isinstance(block, Heading) else None
        for line in _lines(block, paper.language):
            made.add_paragraph(line, style)
    made.sections[0].footer.paragraphs[0].text = paper.foot
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _sheet(made: Made, paper: Paper) -> None:
    told = made.core_properties
    told.title, told.author, told.language = paper.title, paper.by, paper.language
    told.created = told.modified = paper.at.replace(tzinfo=None)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    for name, font in (("Normal", SONG), ("Title", HEI), ("Heading 2", HEI)):
        style = made.styles[name]
        style.font.name = font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    made.styles["Normal"].font.size = Pt(12)


def _table(made: Made, block: Table) -> None:
    """Its head, which is set again on the next page, and a line for each row; figures stand to the right."""
    drawn = made.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for row in (block.head, *block.rows):
        for nth, (cell, text) in enumerate(zip(drawn.add_row().cells, row, strict=True)):
            cell.text = text
            if nth:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made.add_paragraph()


def _lines(block: Heading | Text | Items | Facts | Signs, language: str) -> list[str]:
    """What a block says, line by line."""
    is_zh = language == "zh"
    match block:
        case Items(items):
            named = enumerate(items, start=1)
            return [f"{numeral(nth)}、{item}" if is_zh else f"{nth}. {item}" for nth, item in named]
        case Facts(rows):
            return [f"{name}{'：' if is_zh else ': '}{value}" for name, value in rows]
        case Signs(signs):
            return [f"{sign.label}{'：' if is_zh else ': '}________________ {sign.beneath}" for sign in signs]
        case Heading(text) | Text(text):
            return text.splitlines()


def numeral(nth: int) -> str:
    """1 to 99 in Chinese: 一, 十, 十二, 四十."""
    tens, ones = divmod(nth, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{DIGITS[tens - 1]}十")
    return head + (DIGITS[ones - 1] if ones else "")
