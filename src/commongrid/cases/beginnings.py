"""What a new case needs, and what its first entry keeps of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from commongrid.registry.matters.terms import Criterion, Item


class Named(Protocol):
    """A unit, as far as its name goes."""

    @property
    def pk(self) -> Any: ...

    @property
    def name_zh(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Opening[U: Named]:
    """All that a new case needs. `fixed`: stage → ISO instant promised elsewhere, in place of the row's limit.

    Without a row there is no limit at all.
    """

    item: Item
    row: Criterion | None
    title: str
    area: str
    division_id: str
    centre: U
    channel: str
    letters: str = ""
    grid_id: int | None = None
    lon: float | None = None
    lat: float | None = None
    cell: int | None = None
    address: str = ""
    words: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    reporters: int = 1


def told(opening: Opening[Any]) -> dict[str, Any]:
    """What the entry keeps of the place and the matter, as they were."""
    return {
        "matter": opening.item.matter_id,
        "edition": opening.item.edition_id,
        "matter_zh": opening.item.name_zh,
        "matter_en": opening.item.name_en,
        "area": opening.area,
        "centre": opening.centre.pk,
        "centre_name": opening.centre.name_zh,
        "channel": opening.channel,
    }
