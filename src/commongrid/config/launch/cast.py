"""Who can sign in to the demo, and with what."""

import csv

from commongrid.config.launch import house

PASSWORD = "commongrid-demo"  # noqa: S105 (told to everyone who starts a demo)


def sign_ins(size: str) -> str:
    """Who can sign in and with what, read from the pack's cast; empty when it has none."""
    cast = house.ROOT / "packs" / ("small-town" if size == "small" else size) / "cast.csv"
    if not cast.exists():
        cast = house.ROOT / "packs" / "small-town" / "cast.csv"
    if not cast.exists():
        return ""
    with cast.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = [f"  {row.get('username', ''):<14}{_called(row)}" for row in rows if row.get("username")]
    return "\n".join([f"Sign in at /accounts/login/ with the password {PASSWORD} as", *dict.fromkeys(people)])


def _called(row: dict[str, str]) -> str:
    name = " ".join(filter(None, [row.get("name_zh") or row.get("name"), row.get("name_en")]))
    role = " / ".join(
        filter(
            None,
            [
                row.get("role_zh") or row.get("title_zh"),
                row.get("role_en") or row.get("title_en") or row.get("role"),
            ],
        )
    )
    return f"{name}  {role}".rstrip()
