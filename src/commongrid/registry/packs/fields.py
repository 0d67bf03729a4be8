"""What a cell of a pack's tables may hold, and a line of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from commongrid.base.calendar.terms import Limit, Unit


def limit(text: object) -> object:
    """ "2 working_days" as a limit; blank as None."""
    if isinstance(text, Limit) or text is None:
        return text
    amount, _, unit = str(text).partition(" ")
    try:
        return Limit(float(amount), Unit(unit.strip())) if amount else None
    except ValueError:
        known = ", ".join(unit.value for unit in Unit)
        raise ValueError(f"“{text}” is not an amount and one of: {known}") from None


def blank_is_none(text: object) -> object:
    return None if text == "" else text


type Code = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9{}_-]+$")]
type Words = Annotated[str, Field(min_length=1, max_length=400)]
type Named = Annotated[str, Field(min_length=1, max_length=80)]
type LimitText = Annotated[Limit, BeforeValidator(limit)]
type MaybeLimit = Annotated[Limit | None, BeforeValidator(limit)]
type MaybeNumber = Annotated[float | None, BeforeValidator(blank_is_none)]


class Line(BaseModel):
    """A line of a table; unknown columns are faults, so that a misspelt one is noticed."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, str_strip_whitespace=True
    )

    line: int = Field(default=0, exclude=True)
