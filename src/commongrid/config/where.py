"""`bin/where WORD`: where a rule, act, page, journal kind, sentence, matter or heading stands.

Reads the tree as text: no Django, no database, nothing but the standard library. A term of
`docs/words.md` is looked for under all of its names, so `where 挂账` finds `pause` as well.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from commongrid.config.findable import Place, places, word_rows

ROOT = Path(__file__).resolve().parents[3]
SHOWN = 20
USAGE = "bin/where WORD\n  finds the rule, act, page, journal kind, sentence, matter or heading for a word, Chinese or English.\n"
WEIGHTS = {
    "lifecycle": 9, "act": 8, "rule": 8, "page": 7, "query": 6, "term": 6, "table": 6,
    "door": 5, "code": 4, "doc": 4, "sentence": 3, "matter": 1,
}  # fmt: skip


def main(words: list[str] | None = None) -> int:
    asked = " ".join(sys.argv[1:] if words is None else words).strip()
    if not asked or asked in {"-h", "--help"}:
        sys.stdout.write(USAGE)
        return 0 if asked else 2
    found = search(asked, ROOT)
    if not found:
        sys.stdout.write(f"Nothing here is called {asked}. docs/words.md lists the words of the house.\n")
        return 1
    sys.stdout.write("\n".join(place.told(ROOT) for place in found) + "\n")
    return 0


def search(asked: str, root: Path, limit: int = SHOWN) -> list[Place]:
    """The places that answer `asked`, best first, at most `limit`."""
    names = [asked, *other_names(asked, root)]
    scored = [
        (max(score(place, name) - 10 * (name != asked) for name in names), place) for place in places(root)
    ]
    hits = [(points, place) for points, place in scored if points > 0]
    hits.sort(key=lambda hit: (-hit[0], str(hit[1].path), hit[1].line))
    return [place for _, place in hits[:limit]]


def score(place: Place, asked: str) -> int:
    """How well `place` answers: its name exactly, a word of its name, within the name, in what it says."""
    want, name, says = plain(asked), plain(place.name), plain(place.says)
    if want == name or want in name.split(" · "):
        points = 100
    elif want in words_of(name):
        points = 70
    elif want in name:
        points = 50
    elif want in words_of(says) or (want in says and not want.isascii()):
        points = 30
    else:
        points = 15 if len(want) > 3 and want in says else 0
    return points + WEIGHTS[place.kind] if points else 0


def plain(text: str) -> str:
    return text.lower().replace("_", " ").replace("-", " ").strip()


def words_of(text: str) -> list[str]:
    return re.split(r"[^\w]+", text)


def other_names(asked: str, root: Path) -> list[str]:
    """The other names `docs/words.md` gives to the same thing: 挂账 → pause."""
    want = plain(asked)
    for row in word_rows(root):
        names = [name for cell in row[:3] for name in split_names(cell)]
        if want in map(plain, names):
            return [name for name in names if plain(name) != want]
    return []


def split_names(cell: str) -> list[str]:
    return [name.strip(" `") for name in re.split(r"[·,、;/]", cell) if name.strip(" `")]


if __name__ == "__main__":
    raise SystemExit(main())
