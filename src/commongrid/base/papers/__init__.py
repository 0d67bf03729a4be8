"""Papers somebody keeps: written once as blocks, set as PDF/A and as DOCX."""

from commongrid.base.papers.blocks import Block, Facts, Heading, Items, Paper, Sign, Signs, Table, Text
from commongrid.base.papers.typeset import pdf
from commongrid.base.papers.word import docx

__all__ = ["Block", "Facts", "Heading", "Items", "Paper", "Sign", "Signs", "Table", "Text", "docx", "pdf"]
