"""What pack.toml may say: the city, its usual limits, its own figures, and the recipe for made-up posts."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.registry.packs.fields import LimitText, Named
from commongrid.registry.units.terms import Role


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class MapStart(Table):
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    zoom: float = Field(ge=0, le=22)


class UsualTable(Table):
    dispatch: LimitText
    accept: LimitText
    check: LimitText


class UsualTables(Table):
    ordinary: UsualTable
    urgent: UsualTable


class PostRecipe(Table):
    """Posts made for each grid, or each unit of a kind and level: `count` for each, or `total` spread evenly."""

    of: str = Field(pattern="^(grid|unit)$")
    kind: str = ""
    level: str = ""
    unit: str = ""
    role: Role
    title: str
    employment: str = ""
    letter: str = Field(pattern="^[a-z]{1,3}$")
    count: int = Field(default=0, ge=0)
    total: int = Field(default=0, ge=0)


class PostRecipes(Table):
    starts_on: date
    surnames: tuple[str, ...] = Field(min_length=1)
    given_names: tuple[str, ...] = Field(min_length=1)
    name_zh: str
    name_en: str
    each: tuple[PostRecipe, ...]


class Settings(Table):
    """The city's own figures, asked for by name (queries.setting); a pack may add more."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True)

    verify_within: LimitText
    answer_supervision_within: LimitText
    self_check_sample: float = Field(ge=0, le=1)
    rate_within_days: int = Field(ge=1)
    reopen_within_days: int = Field(ge=1)
    appeal_within_days: int = Field(ge=1)
    send_backs_to_last_resort: int = Field(ge=1)
    pause_at_most_days: int = Field(ge=1)
    extend_at_most_times: int = Field(ge=0)
    twin_within_metres: int = Field(ge=1)
    twin_within_days: int = Field(ge=1)
    service_points_within_metres: int = Field(ge=1)
    captains_term_months: int = Field(default=24, ge=1, le=60)
    captains_rooms_valid_days: int = Field(default=35, ge=1, le=366)
    captains_mend_at_most_days: int = Field(default=14, ge=1, le=90)
    ratings_hear_days: int = Field(default=5, ge=1, le=60)
    ratings_warn_days: int = Field(default=5, ge=1, le=60)
    ratings_appeal_days: int = Field(default=15, ge=1, le=90)
    visits_feedback_plain: LimitText = Limit(7, Unit.NATURAL_DAYS)
    visits_feedback_hard: LimitText = Limit(30, Unit.NATURAL_DAYS)
    visits_call_share: float = Field(default=0.2, ge=0, le=1)
    outreach_answer_within: LimitText = Limit(3, Unit.WORKING_DAYS)
    visits_call_tries: int = Field(default=3, ge=1, le=10)
    care_hotline: str = Field(default="12356", pattern=r"^[0-9-]{3,20}$")

    def as_json(self) -> dict[str, Any]:
        """Plain values; limits as "2 working_days"."""
        plain = {name: getattr(self, name) for name in type(self).model_fields} | (self.model_extra or {})
        return {name: written(value) if isinstance(value, Limit) else value for name, value in plain.items()}


def written(value: Limit) -> str:
    return f"{value.amount:g} {value.unit.value}"


class PackFile(Table):
    """pack.toml. `settings` are the city's figures (queries.setting); `places` is read by registry/places."""

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    title_zh: Named
    title_en: Named
    city_code: str = Field(pattern=r"^\d{4,6}$")
    city_zh: Named
    city_en: Named
    timezone: str = "Asia/Shanghai"
    schematic: bool
    source: str
    licence: str
    map: MapStart
    usual_limits: UsualTables
    settings: Settings
    counts: dict[str, int] = {}
    cast_starts_on: date
    posts: PostRecipes | None = None
    places: dict[str, Any] = {}
