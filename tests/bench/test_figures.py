"""What the measurements of pages, readers and users make of what they saw; no time is measured here."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bench import _pages, _parts, pages, readers, users
from bench._asking import Answer, Client, quantile

SCENE = {
    "second": "/desk/?after=1", "division": "4419", "own_unit": "4419-D1", "report": "AB1", "spots": [[113.9, 22.9]],
    **{name: ["4419"] for name in ("busy_towns", "towns", "communities", "matters", "unit_ids", "days", "numbers", "words", "places")},
}  # fmt: skip


def answer(status: int, text: str = "") -> Answer:
    return Answer(status, 0.1, len(text), text, "", ())


@pytest.mark.parametrize("page", _pages.PAGES, ids=lambda page: page.name)
def test_every_page_finds_something_to_ask_for(page: _pages.Page) -> None:
    path = page.path(SCENE, Random(1))
    assert path.startswith("/")
    assert "{" not in path
    assert pages.wrong(page, answer(200, f"<p {page.wants}>")) == ""
    assert "answered 404" in pages.wrong(page, answer(404))
    assert "empty" in pages.wrong(page, answer(200, "<p>"))


def test_the_large_city_stands_beside_the_small_one() -> None:
    taken = {"a": {10: [0.010] * 20, 1000: [0.030] * 20}, "b": {10: [0.020] * 20, 1000: [0.020] * 20}}
    found = pages.judged(taken, 10, 1000)
    assert found["a"]["ratio"] == 3
    assert found["b"] == {
        "ours": 20, "limit": 20, "ratio": 1, "ours_p50": 20, "limit_p50": 20, "cases": 1000, "limit_cases": 10,
    }  # fmt: skip
    assert found["pages"]["ours"] == 30
    assert "3.0 !" in pages.table(found, [10, 1000])


def test_quantiles() -> None:
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile(range(1, 101), 0.95) == 96
    assert quantile([7], 0.95) == 7


def test_the_reader_that_is_furthest_behind_speaks_for_all() -> None:
    lag = {"p50": 0.1, "samples": 5}
    lags = {"lags": {"bench": {**lag, "p95": 0.2, "max": 0.3}, "telling": {**lag, "p95": 0.4, "max": 0.9},
                     "figures": {**lag, "p95": 0.6, "max": 0.7}}, "twice": 1}  # fmt: skip
    heard = {
        "readers": {"telling": {"lost": 0, "doubled": 2}, "figures": {"lost": 3, "doubled": 0}},
        "entries": 90, "waited_s": 0.5,
    }  # fmt: skip
    found = readers.told(lags, heard, {"receive": 100, "act": 50}, 10)
    whole = found["readers"]
    assert (whole["ours"], whole["limit"], whole["ratio"], whole["max"]) == (0.6, 0.2, 3, 0.9)
    assert (whole["lost"], whole["doubled"], whole["receive"]) == (3, 3, 10)
    assert found["figures"]["lost"] == 3
    assert "figures" in readers.table(found)


def test_what_is_missing_and_what_is_there_twice() -> None:
    heard = pytest.importorskip("bench._heard")
    assert heard.apart(Counter(a=3, b=1), Counter(a=1, c=2)) == (2, 3)


def test_a_visit_beside_a_file_of_its_weight() -> None:
    seen = {"later": {"p50": 0.1, "p95": 0.3, "bytes": 21_000}, "first": {"p50": 0.4, "p95": 0.5, "bytes": 250_400},
            "visits": 9, "requests_per_s": 3.5, "reports": 2, "busy": 0.1}  # fmt: skip
    bare = {**seen, "later": {"p50": 0.01, "p95": 0.02, "bytes": 20_000}}
    found = users.told(150, (5, 15), seen, bare)
    assert (found["ours"], found["limit"], found["ratio"], found["pause_s"]) == (300, 20, 15, 10)
    assert (found["first_kb"], found["later_kb"]) == (250.4, 21)
    assert "250.4" in users.table({"users": found})


class Shelf(Client):
    """Answers from a dictionary."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def get(self, path: str) -> Answer:
        return answer(200, self.files[path])


def test_what_a_browser_fetches_is_found_as_a_browser_finds_it() -> None:
    page = """<link rel="stylesheet" href="/static/look.1.css"><script type="importmap">{"imports": {"echarts": "/static/vendor/e.2.js",
        "map": "/static/vendor/m.js"}}</script><script type="module" src="/static/look/start.3.js"></script>
        <svg><use href="/static/icons.4.svg#x"/></svg><details class="menu"></details>"""
    files = {
        "/p": page,
        "/static/look.1.css": "a { background: url(data:x) } b { background: url('bg.png') } c { fill: url(#d) }",
        "/static/bg.png": "",
        "/static/icons.4.svg": "<svg/>",
        "/static/look/start.3.js": 'const P = [["[data-map]", () => import("./map.js")], ["details.menu", () => import("./menu.js")]];',
        "/static/look/menu.js": 'import { say } from "./say.js"; const { init } = await import("echarts");',
        "/static/look/say.js": "",
        "/static/vendor/e.2.js": 'import("./never.js")',
    }
    assert set(_parts.of(Shelf(files), "/p")) == set(files) - {"/p"}
