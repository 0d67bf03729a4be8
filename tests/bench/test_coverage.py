"""The measurement finds what the bulk query finds, and prints what the others print."""

from __future__ import annotations

import json

import pytest

from bench import coverage


def test_it_measures_end_to_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert coverage.main(["--buildings", "3000", "--points", "20", "--rounds", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["covered"]["wrong"] == found["best"]["wrong"] == 0
    assert {"ours", "limit", "ratio"} <= set(found["covered"]) & set(found["best"])
