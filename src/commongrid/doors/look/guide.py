"""Samples for the style guide: one of each component, from the small town's day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from commongrid.doors.look import lights

SHELLS = ("portal", "field", "desk")
STATUSES = ("waiting", "assigned", "handling", "paused", "checking", "closed", "void", "supervised_yellow", "supervised_red")


class Sample(forms.Form):
    """A form with one field in each state."""

    place = forms.CharField(initial="东兴路12号")
    phone = forms.CharField(required=False)
    finding = forms.ChoiceField(widget=forms.RadioSelect, choices=[])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["place"].label, self.fields["place"].help_text = _("Place"), _("A road and a number, or what stands there")
        self.fields["phone"].label = _("Phone")
        self.fields["finding"].label = _("Finding")
        self.fields["finding"].choices = [("yes", _("It is so")), ("no", _("It is not so"))]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        if len(self.cleaned_data["phone"]) != 11:
            raise forms.ValidationError(_("One digit is missing: there are 10 and it should be 11."))
        return str(self.cleaned_data["phone"])


def context(now: datetime, language: str) -> dict[str, Any]:
    """Everything the guide and the sample shells show; `language` picks the made-up texts."""
    zh = language.startswith("zh")
    return {
        "now": now,
        "zh": zh,
        "lights": _lights(now),
        "statuses": STATUSES,
        "rows": _rows(now, zh),
        "duties": _rows(now, zh)[3:8],
        "entries": _entries(now, zh),
        "forms": {prefix: _form(prefix, zh) for prefix in ("l", "d")},
        "reasons": _reasons(zh),
        "figures": _figures(zh),
        "photos": [],
        "queues": _queues(now, zh),
        "share": 0.96,
        "actor": {"name": "周敏" if zh else "Zhou Min"},
        "due": now + timedelta(days=2, hours=3),
        "started": now - timedelta(hours=12),
    }


def _form(prefix: str, zh: bool) -> Sample:
    written = {"place": "东兴路12号" if zh else "12 Dongxing Road", "phone": "1382760519", "finding": "yes"}
    return Sample({f"{prefix}-{name}": value for name, value in written.items()}, prefix=prefix)


def _lights(now: datetime) -> list[lights.Light]:
    hour, day = timedelta(hours=1), timedelta(days=1)
    return [
        lights.light(now + 2 * day, now, started_at=now - day),
        lights.light(now + timedelta(minutes=8), now, started_at=now - hour),
        lights.light(now - timedelta(minutes=40), now, started_at=now - hour),
        lights.light(now + day, now, paused_until=now + 3 * day),
        lights.light(now + day, now, closed_at=now),
    ]


def _rows(now: datetime, zh: bool) -> list[dict[str, Any]]:
    written = [
        (-12, "沿河路污水冒溢", "东兴05网格·市政排水·12345", 2, "Sewage on Riverside Road", "Dongxing 05 · Drains · 12345"),
        (8, "东兴路12号前井盖破损", "东兴03网格·市政部件·随手拍", 3, "Broken manhole cover at 12 Dongxing Road", "Dongxing 03 · Fixtures · Snap"),
        (15, "夜宵档油烟直排居民窗口", "榕树头02网格·餐饮油烟·微信", 1, "Kitchen smoke into homes", "Rongshutou 02 · Fumes · WeChat"),
        (42, "三巷8号消防通道堆杂物", "榕树头01网格·消防通道·巡查", 1, "Fire lane blocked, 8 Third Lane", "Rongshutou 01 · Fire lanes · Patrol"),
        (55, "电梯停运，住户上不了楼", "石埠圩04网格·电梯·电话", 5, "Lift out of order", "Shibuxu 04 · Lifts · Phone"),
        (60, "楼上漏水，两家谈不拢", "新桥06网格·邻里纠纷·窗口", 1, "Leak from upstairs, two families at odds", "Xinqiao 06 · Neighbours · Counter"),
        (70, "工地夜间施工超过22点", "河东07网格·施工噪声·12345", 4, "Building site noise after 22:00", "Hedong 07 · Noise · 12345"),
        (85, "共享单车堵住盲道", "沙园02网格·占道·随手拍", 2, "Shared bikes on the tactile path", "Shayuan 02 · Pavements · Snap"),
        (100, "行道树枯枝悬在人行道上方", "东兴01网格·绿化·巡查", 1, "Dead branch over the pavement", "Dongxing 01 · Trees · Patrol"),
        (110, "小区门口缺无障碍坡道", "莲塘03网格·议事转来", 1, "No ramp at the gate", "Liantang 03 · From deliberation"),
        (120, "路灯三盏连着不亮", "下沙02网格·照明·随手拍", 2, "Three street lamps out", "Xiasha 02 · Lighting · Snap"),
        (125, "球场灯光晚上照进卧室", "水濂01网格·灯光扰民·随手拍", 1, "Floodlights into bedrooms", "Shuilian 01 · Light · Snap"),
    ]
    return [
        {
            "due_at": now + timedelta(minutes=left),
            "started_at": now + timedelta(minutes=left) - timedelta(hours=1 if left < 40 else 3),
            "title": title if zh else title_en,
            "line": line if zh else line_en,
            "count": count,
        }
        for left, title, line, count, title_en, line_en in written
    ]


def _entries(now: datetime, zh: bool) -> list[dict[str, Any]]:
    written = [
        (7, "城管分局李国强接下了这件事。", "下午先把井口围起来。", "Li Guoqiang of Urban Management took it on.", "We fence it off this afternoon."),
        (24, "周敏派给城管分局，因为市政道路的井盖归它管护。", "", "Zhou Min sent it to Urban Management, which keeps the covers of public roads.", ""),
        (25, "网格员陈丽华到现场看过，情况属实。", "", "Chen Lihua, grid worker, looked and found it so.", ""),
    ]
    return [
        {"at": now - timedelta(hours=hours), "words": said if zh else said_en, "quote": quote if zh else quote_en}
        for hours, said, quote, said_en, quote_en in written
    ]


def _reasons(zh: bool) -> list[str]:
    if zh:
        return ["井盖是部件，先归权属单位；东兴路是市政道路", "近一年同类212件，203件由它办结，退单2件", "网格员陈丽华现场核实，井盖刻“市政”字样"]
    return ["A cover is a fixture: its owner first, and this is a public road", "212 alike in a year: it closed 203 and sent 2 back"]


def _figures(zh: bool) -> list[dict[str, Any]]:
    few = "本周只有6人评过，不足10人，先不算率，免得误导。" if zh else "Only 6 people rated this week, fewer than 10: no rate, so as not to mislead."
    return [
        {
            "name": "按期处置率" if zh else "Handled on time",
            "number": "91.2", "unit": "%", "band": (4, 14), "trend": "2,9 25,7 48,10 72,8 96,10 120,13 145,20 168,28", "now": (172, 30),
            "range": "正常94–97%，696件应办" if zh else "Normal 94–97%, 696 due",
            "verdict": "低于平常2.8，已两周" if zh else "2.8 below normal, two weeks now",
            "unusual": True, "url": "#", "link": "逾期61件" if zh else "61 late",
        },
        {"name": "居民满意率" if zh else "Satisfied residents", "too_few": few, "url": "#", "link": "看这6条评价" if zh else "See the 6 ratings"},
    ]  # fmt: skip


def _queues(now: datetime, zh: bool) -> list[dict[str, Any]]:
    written = [("待派遣", "To dispatch", 14, -12), ("退回来的", "Sent back", 3, 20), ("待核查", "To check", 8, 68), ("挂账", "On hold", 6, None), ("督办", "Supervised", 2, 48)]
    made = []
    for name, name_en, count, left in written:
        due = now + timedelta(minutes=left or 0)
        start = due - timedelta(hours=2 if left and left > 60 else 1)
        oldest = lights.light(due, now, started_at=start, paused_until=now + timedelta(days=3) if left is None else None)
        made.append({"name": name if zh else name_en, "count": count, "oldest": oldest})
    return made


def map_data() -> dict[str, Any]:
    """A made-up piece of town in the form every map's `data-url` answers with."""
    west, south, step = 113.740, 23.045, 0.008
    grids = [_square(west + n % 3 * step, south + n // 3 * step, step, "grid", "") for n in range(6)]
    communities = [_square(west, south, step * 1.5, "community", "东兴"), _square(west + step * 1.5, south, step * 1.5, "community", "河东")]
    river = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[west, south + 0.002], [west + 0.012, south + 0.004], [west + 0.024, south + 0.009]]}}
    kinds = ("event", "component", "dispute", "hazard", "service", "existing")
    points = [
        {"type": "Feature", "properties": {"kind": kind, "title": kind, "url": "#"}, "geometry": {"type": "Point", "coordinates": [113.7475 + n % 3 * 0.003, 23.0505 + n // 3 * 0.003]}}
        for n, kind in enumerate(kinds)
    ]
    return {
        "bounds": [west, south, west + step * 3, south + step * 2],
        "areas": {"type": "FeatureCollection", "features": [*grids, *communities]},
        "water": {"type": "FeatureCollection", "features": [river]},
        "points": {"type": "FeatureCollection", "features": points},
    }


def _square(west: float, south: float, side: float, level: str, name: str) -> dict[str, Any]:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    properties = {"level": level, "name": name, "lon": west + side / 2, "lat": south + side / 2}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
