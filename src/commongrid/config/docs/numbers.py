"""docs/indicators.md: every indicator with its formula, where it comes from, and the measures it is made of."""

from __future__ import annotations

from pathlib import Path

from commongrid.insight.figures import buckets, indicators, measures

HEAD = f"""# Indicators

Every figure the city shows, defined once in [indicators.toml](../src/commongrid/insight/figures/indicators.toml). Each is
had for any division, unit, matter and channel and any period, beside the period before (环比) and the same days of last
year (同比), and leads to the cases behind it. ↑ more is better, ↓ less is better. With fewer answers than stand under
“least” a value says nothing and “—” is shown. Durations are right to within {buckets.ERROR:.0%}.
"""


def text(root: Path) -> str:
    rows = [
        f"| `{one.code}` | {one.name_zh}<br>{one.name_en} | {one.formula_zh}<br>{one.formula_en} |"
        f" {one.unit} {ARROWS[one.better]} | {one.least or ''} | {_made(one)} | {one.source} |"
        for one in indicators.every().values()
    ]
    told = [
        f"| `{one.name}` | {one.table} | `{one.slot}` | {f'`{one.condition}`' if one.condition else ''} |"
        for one in measures.MEASURES.values()
    ]
    return "\n".join(
        [
            HEAD,
            "| code | name | formula | unit | least | measures | source |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "## Measures",
            "",
            "A measure is how many facts have that day in the period and meet the condition. Facts are described in",
            "[terms.py](../src/commongrid/insight/figures/terms.py).",
            "",
            "| measure | of | day | condition |",
            "| --- | --- | --- | --- |",
            *told,
            "",
        ]
    )


ARROWS = {"up": "↑", "down": "↓", "none": ""}


def _made(one: indicators.Indicator) -> str:
    if one.stage:
        return f"`{one.stage}` at {one.quantile:.0%}"
    top = " + ".join(f"`{name}`" for name in one.numerator)
    return top + (f" ÷ {' + '.join(f'`{name}`' for name in one.denominator)}" if one.denominator else "")
