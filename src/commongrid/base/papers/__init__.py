"""Papers somebody keeps: written once as blocks, set as PDF/A and as DOCX."""

from commongrid.base.papers.blocks import Facts, Heading, Items, Paper, Sign, Signs, Text
from commongrid.base.papers.typeset import pdf
from commongrid.base.papers.word import docx

__all__ = ["Facts", "Heading", "Items", "Paper", "Sign", "Signs", "Text", "docx", "pdf"]
