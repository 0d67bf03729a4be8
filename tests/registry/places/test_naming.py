import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.registry.places import naming


@pytest.mark.parametrize(
    ("name", "level", "short", "stem"),
    [
        ("虎门镇", "town", "虎门", "虎门"),
        ("东城街道", "town", "东城", "东城"),
        ("松山湖", "town", "松山湖", "松山湖"),
        ("东莞市", "city", "东莞", "东莞"),
        ("大宁社区居民委员会", "village", "大宁社区", "大宁"),
        ("石排村村民委员会", "village", "石排村", "石排"),
        ("芦村村民委员会", "village", "芦村", "芦村"),
        ("茶溪社区", "village", "茶溪社区", "茶溪"),
        ("黄旗生活区", "village", "黄旗生活区", "黄旗"),
        ("东营社区居委会", "village", "东营社区", "东营"),
    ],
)
def test_names_are_shortened_as_people_say_them(name: str, level: str, short: str, stem: str) -> None:
    assert (naming.shorten(name, level), naming.stem(name, level)) == (short, stem)


@pytest.mark.parametrize(
    ("name", "english"), [("虎门", "Humen"), ("长安", "Chang'an"), ("塘厦", "Tangxia"), ("麻涌", "Machong")]
)
def test_names_are_spelled_as_on_road_signs(name: str, english: str) -> None:
    assert naming.english(name) == english


@given(
    st.lists(
        st.lists(
            st.sampled_from(["shi", "li", "o", "liao", "bu", "long", "an", "e"]), min_size=1, max_size=3
        ),
        max_size=80,
    )
)
def test_number_letters_are_all_different_and_readable(spellings: list[list[str]]) -> None:
    letters = naming.number_letters(spellings, taken=["SB"])
    assert len({*letters, "SB"}) == len(spellings) + 1
    assert set("".join(letters)) <= set(naming.LETTERS)
    assert not set("IOL01") & set(naming.LETTERS)


def test_number_letters_are_the_initials_when_free() -> None:
    assert naming.number_letters([["hu", "men"], ["hou", "jie"], ["huang", "ma"]]) == ["HM", "HJ", "HA"]
