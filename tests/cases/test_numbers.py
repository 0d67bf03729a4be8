"""A number that was heard or typed wrong is told from a right one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

from commongrid.cases import numbers

DAY = date(2026, 3, 2)


def some(count: int) -> list[str]:
    dice = Random(31)
    return [numbers.make("SB", DAY, dice.randrange(numbers.RANDOM_SPACE)) for _ in range(count)]


def test_every_single_wrong_sign_is_found() -> None:
    for number in some(60):
        assert numbers.is_valid(number)
        for at, right in enumerate(number):
            for sign in numbers.SIGNS.replace(right, ""):
                assert not numbers.is_valid(number[:at] + sign + number[at + 1 :]), (number, at, sign)


def test_every_swap_of_neighbours_is_found() -> None:
    for number in some(500):
        for at, (one, other) in enumerate(pairwise(number)):
            if one != other:
                assert not numbers.is_valid(number[:at] + other + one + number[at + 2 :]), (number, at)


def test_a_number_says_its_day_and_is_read_as_people_write_it() -> None:
    number = some(1)[0]
    assert numbers.day_of(number) == DAY
    assert numbers.clean(f" {numbers.spoken(number).lower()} ") == number
    assert numbers.is_beginning(number[:5])
    assert numbers.is_ending(numbers.tail(number))
