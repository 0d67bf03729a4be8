"""Golden examples, written for this test: what a text means and what must be asked."""

import pytest

from commongrid.registry.places import naming, wording
from commongrid.registry.places.gazetteer import Gazetteer, Mark, Named

DIVISIONS = [
    ("4419", "东莞市", "city"),
    ("441900003", "东城街道", "town"),
    ("441900004", "南城街道", "town"),
    ("441900006", "莞城街道", "town"),
    ("441900107", "桥头镇", "town"),
    ("441900119", "长安镇", "town"),
    ("441900121", "虎门镇", "town"),
    ("441900122", "厚街镇", "town"),
    ("441900127", "望牛墩镇", "town"),
    ("441900106", "横沥镇", "town"),
    ("441900401", "松山湖", "town"),
    ("441900003019", "光明社区居民委员会", "village"),
    ("441900004025", "新城社区居民委员会", "village"),
    ("441900006010", "城中社区居民委员会", "village"),
    ("441900107210", "李屋村村民委员会", "village"),
    ("441900107001", "桥头社区居民委员会", "village"),
    ("441900119001", "霄边社区居民委员会", "village"),
    ("441900121015", "大宁社区居民委员会", "village"),
    ("441900121016", "村头社区居民委员会", "village"),
    ("441900121017", "虎门寨社区居民委员会", "village"),
    ("441900122001", "桥头社区居民委员会", "village"),
    ("441900122002", "厚街社区居民委员会", "village"),
    ("441900122003", "汀山社区居民委员会", "village"),
    ("441900127201", "李屋村村民委员会", "village"),
    ("441900127202", "横沥村村民委员会", "village"),
    ("441900127203", "芙蓉沙村村民委员会", "village"),
]
CITY = Gazetteer(
    [Named(code, name, naming.shorten(name, level), level) for code, name, level in DIVISIONS],
    [Mark("东兴综合市场", "441900121015003"), Mark("长堤路12号", "441900006010001")],
)


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("虎门镇有人乱倒垃圾", "441900121", "official"),
        ("虎门有人乱倒垃圾", "441900121", "short"),
        ("南城区停车难", "441900004", "official"),
        ("虎门镇大宁社区一带噪音", "441900121015", "official"),
        ("虎门大宁路口积水", "441900121015", "beside"),
        ("大宁社区路灯不亮", "441900121015", "official"),
        ("大宁村委会门口堵了", "441900121015", "official"),
        ("我住虎门，家旁边的大宁一到下雨就积水", "441900121015", "near"),
        ("芙蓉沙的河涌很臭", "441900127203", "distinct"),
        ("桥头镇李屋村的路坏了", "441900107210", "official"),
        ("望牛墩李屋村的路坏了", "441900127201", "official"),
        ("望牛墩横沥有人烧垃圾", "441900127202", "beside"),
        ("横沥有人烧垃圾", "441900106", "short"),
        ("厚街桥头工业区冒黑烟", "441900122001", "beside"),
        ("厚街镇厚街大道积水", "441900122", "official"),
        ("厚街社区厕所坏了", "441900122002", "official"),
        ("东莞桥头有工厂排污", "441900107", "short"),
        ("虎门寨的消防通道", "441900121017", "distinct"),
        ("东城光明一路旁的工地", "441900003", "short"),
        ("虎门大桥上有抛锚车", "441900121", "passing"),
        ("长安镇霄边有人卖长安福特的假配件", "441900119001", "beside"),
        ("松山湖的公交很少", "441900401", "official"),
        ("东兴综合市场占道经营", "441900121015003", "official"),
        ("长堤路12号门前井盖坏了", "441900006010001", "official"),
    ],
)
def test_the_place_is_found(text: str, code: str, why: str) -> None:
    found = wording.place_of(CITY, text)
    assert (found.code, found.why.key) == (code, f"places.named_{why}")
    assert found.words


@pytest.mark.parametrize(
    "text",
    [
        "路灯坏了三天没人管",
        "到城中村租房被骗",
        "广东城管的电话打不通",
        "东莞城区的公交太少",
        "前途一片光明",
        "走到村头就能看到",
        "河南城市学院的学生",
    ],
)
def test_false_friends_name_no_place(text: str) -> None:
    found = wording.place_of(CITY, text)
    assert (found.code, found.candidates) == (None, ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("李屋村的路坏了", {"441900107210", "441900127201"}),
        ("从厚街到虎门的公交晚点", {"441900122", "441900121"}),
        ("大宁一到下雨就积水", {"441900121015"}),
        ("桥头社区的工厂", {"441900107001", "441900122001"}),
    ],
)
def test_what_is_not_certain_is_asked(text: str, codes: set[str]) -> None:
    found = wording.place_of(CITY, text)
    assert found.is_ambiguous
    assert {one.code for one in found.candidates} == codes


def test_two_villages_of_one_town_leave_the_town() -> None:
    found = wording.place_of(CITY, "虎门镇大宁社区和村头社区交界处积水")
    assert (found.code, found.why.key) == ("441900121", "places.several_in_town")
    assert {one.code for one in found.candidates} == {"441900121015", "441900121016"}


def test_within_a_town_its_villages_are_named_without_it() -> None:
    assert wording.place_of(CITY, "大宁一到下雨就积水", within="441900121").code == "441900121015"
    assert wording.place_of(CITY, "李屋村的路坏了", within="441900127").code == "441900127201"
    assert wording.place_of(CITY, "李屋村的路坏了", within="441900004").code is None


def test_reasons_name_the_words_and_the_town() -> None:
    found = wording.place_of(CITY, "虎门大宁路口积水")
    assert found.candidates[0].why.facts == {"words": "大宁", "town": "虎门镇"}


@pytest.mark.parametrize("text", ["", " ", "\n", "🙂" * 50, "大" * 5000])
def test_any_text_is_answered(text: str) -> None:
    assert wording.place_of(CITY, text).code is None
