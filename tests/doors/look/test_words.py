"""Every word on a page is said in both languages: collected, translated, and nothing raw in a template."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from commongrid.doors.look import sentences, wordlists, words

TEMPLATES = sorted(wordlists.PACKAGE.rglob("templates/**/*.html"))
SPOKEN = ("alt", "aria-label", "placeholder", "title")
SILENT = {"script", "style", "kbd", "code", "svg", "template"}
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_ATTRIBUTES = re.compile(
    r"{%\s*block (?:face|body_attrs|home_url|showing)\s*%}.*?{%\s*endblock.*?%}", re.DOTALL
)
_ELEMENT = re.compile(r"(?<=<){{.*?}}|(?<=</){{.*?}}")
_COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL)
_LETTERS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
ROOMS = words.rooms()


class _Raw(HTMLParser):
    """Collects text and spoken attributes, except inside what names its own language or holds no prose."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.said += [named[name] or "" for name in SPOKEN if name in named]
        if tag not in {"img", "input", "meta", "link", "br", "hr"}:
            self.open.append((tag, tag in SILENT or "lang" in named))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(is_silent for _, is_silent in self.open):
            self.said.append(data)


def raw(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    text = _ELEMENT.sub("div", text)
    for pattern in (_COMMENT, _BLOCK, _ATTRIBUTES, _TAG):
        text = pattern.sub("", text)
    reader = _Raw()
    reader.feed(text)
    return (said.strip() for said in reader.said if _LETTERS.search(said))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(wordlists.PACKAGE)))
def test_every_word_of_a_room_is_translated(room: Path) -> None:
    faults = words.missing(room)
    mend = f"python -m commongrid.doors.look.words collect {room.name}, then fill its .po"
    assert not faults, f"{mend}\n" + "\n".join(faults)


def test_one_english_word_has_one_chinese_word_in_all_rooms() -> None:
    said: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for room in ROOMS:
        for message in wordlists.read(room):
            if message.id and any(message.string or ()):
                said[(message.context, str(message.id))][str(message.string)].append(room.name)
    clashes = {key: dict(found) for key, found in said.items() if len(found) > 1}
    assert not clashes, f"all rooms share one catalogue: give one of them a context. {clashes}"


POLITE, PLAIN = "\u60a8", "\u4f60"
LETTERS = ("telling.", "people.code_text")


def test_a_page_says_you_plainly_and_a_letter_politely() -> None:
    """你 on every page, 您 in what is sent to a resident, and what is read in both places does without either."""
    on_pages = [
        str(message.string)
        for room in ROOMS
        for message in wordlists.read(room)
        if POLITE in str(message.string)
    ]
    assert not on_pages
    told = list(sentences.every())
    assert not [one.where for one in told if POLITE in one.zh and not one.key.startswith(LETTERS)]
    assert not [one.where for one in told if POLITE in one.zh and PLAIN in one.zh]
    packs = wordlists.PACKAGE.parents[1] / "packs"
    told_to_reporters = [path.read_text(encoding="utf-8") for path in packs.glob("*/reasons.csv")]
    assert len(told_to_reporters) >= 2
    assert not [text for text in told_to_reporters if POLITE in text or PLAIN in text]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(wordlists.PACKAGE)))
def test_no_raw_words_in_a_template(path: Path) -> None:
    if path.name.startswith("guide"):
        pytest.skip("the style guide's samples are made-up data")
    assert not list(raw(path)), "put it into {% translate %}"


def test_a_raw_word_is_found_wherever_it_hides(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p title="Raw title">{% if x %}生词{% endif %}</p><b lang="en">English</b>{% translate "Said" %}<kbd>Enter</kbd>'
    )
    assert list(raw(page)) == ["Raw title", "生词"]


def test_collecting_keeps_translations_and_drops_what_nobody_says(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text('{% load i18n %}{% translate "Kept" %}{% translate "Gone" %}')
    words.collect(tmp_path)
    assert words.missing(tmp_path) == ["not translated: 'Kept'", "not translated: 'Gone'"]
    stored = tmp_path / wordlists.PO
    stored.write_text(stored.read_text().replace('msgid "Kept"\nmsgstr ""', 'msgid "Kept"\nmsgstr "留着"'))
    page.write_text('{% load i18n %}{% translate "Kept" %}')
    words.collect(tmp_path)
    assert words.missing(tmp_path) == []
    assert "Gone" not in stored.read_text()
