"""Small drawings: gaps stay gaps, the band is always in the picture, a share's scale never leaves 0 to 100."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from commongrid.doors.desk.figures import drawing
from commongrid.doors.desk.figures.drawing import Band

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def test_a_missing_value_is_a_gap() -> None:
    drawn = drawing.trend([1.0, 2.0, None, 4.0], Band(0, 5))
    assert drawn is not None
    assert [len(set(line.split())) for line in drawn.lines] == [2, 1]
    assert drawn.now is not None


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawing.trend([None, None], Band(0, 1)) is None
    last_missing = drawing.trend([1.0, None], None)
    assert last_missing is not None
    assert last_missing.now is None


@given(st.lists(NUMBERS, min_size=1, max_size=40), NUMBERS, NUMBERS)
def test_everything_stays_in_the_picture(values: list[float], one: float, other: float) -> None:
    drawn = drawing.trend(values, Band(min(one, other), max(one, other)))
    assert drawn is not None
    assert drawn.band is not None
    heights = [float(point.split(",")[1]) for line in drawn.lines for point in line.split()]
    assert all(0 <= height <= drawing.HIGH for height in [*heights, float(drawn.band[0])])


@example([5e-324])
@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_a_share_stays_within_a_hundred(values: list[float]) -> None:
    drawn = drawing.scale(values, Band(min(values), max(values)), is_share=True)
    assert 0 <= drawn.low < drawn.high <= 100 or drawn.low == 100
    assert all(0 <= float(drawn.x(value)) <= drawing.SCALE for value in values)
    assert drawn.band_x is not None


def test_a_scale_ends_on_round_numbers() -> None:
    drawn = drawing.scale([81.5, 98.3], Band(92, 97), is_share=True)
    assert (drawn.low, drawn.high) == (80, 100)
    assert Band(92, 97).place(91.9) == -1
    assert Band(92, 97).beyond(91) == 1
