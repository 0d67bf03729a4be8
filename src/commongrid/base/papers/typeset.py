"""A paper as PDF/A-2a: tagged, its fonts embedded, in colours that are defined."""

from __future__ import annotations

import json
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
import typst

from commongrid.base.papers.blocks import Paper

HERE = Path(__file__).parent


def pdf(paper: Paper) -> bytes:
    """The bytes of the PDF; a sign that the fonts lack is an error, never an empty box. 0.1 to 0.3 s of a core."""
    return typst.compile(
        str(HERE / "paper.typ"),
        root=str(HERE),
        font_paths=[str(fonts.serif_path().parent)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2a",
        sys_inputs={"paper": json.dumps(paper.as_data(), ensure_ascii=False)},
    )
