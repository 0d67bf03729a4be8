"""publiccode.yml has what the standard (0.4) demands, so that catalogues of public software can read it."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from tests.house import plan
from tests.house.law import Law

DEMANDED = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
]
VALID = Law(
    says="publiccode.yml is complete: demanded keys, descriptions within their lengths, contacts for a community.",
    why="Other cities find software through catalogues that read this file and skip what is not valid.",
    mend="See the standard's core schema; short descriptions have at most 150 characters, long ones at least 150.",
)


def test_publiccode_is_complete() -> None:
    said: dict[str, Any] = YAML(typ="safe").load((plan.ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    faults = [f"{key} is missing" for key in DEMANDED if not said.get(key)]
    for language, texts in said["description"].items():
        if len(texts["shortDescription"].strip()) > 150:
            faults.append(f"the short description in {language} is too long")
        if not 150 <= len(texts["longDescription"].strip()) <= 10_000:
            faults.append(f"the long description in {language} has the wrong length")
        if not texts.get("features"):
            faults.append(f"there are no features in {language}")
    if not said["maintenance"].get("contacts"):
        faults.append("maintenance has no contacts")
    if said["legal"].get("license") != "Apache-2.0":
        faults.append("the licence is not the one of LICENSE")
    VALID.holds(faults)
