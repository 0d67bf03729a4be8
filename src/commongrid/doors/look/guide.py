"""Samples for the style guide: one of each component, from the small town's day."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from commongrid.doors.look import lights

SHELLS = ("portal", "report", "matter", "field", "desk")
STATUSES = (
    "waiting",
    "assigned",
    "handling",
    "paused",
    "checking",
    "closed",
    "void",
    "supervised_yellow",
    "supervised_red",
)


class Sample(forms.Form):
    """A form with one field in each state."""

    place = forms.CharField(initial="东兴路12号")
    phone = forms.CharField(required=False)
    finding = forms.ChoiceField(widget=forms.RadioSelect, choices=[])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["place"].label, self.fields["place"].help_text = (
            _("Place"),
            _("A road and a number, or what stands there"),
        )
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
    lang = "zh" if zh else "en"
    return {
        "now": now,
        "zh": zh,
        "lights": _lights(now),
        "statuses": STATUSES,
        "rows": _rows(now, lang),
        "duties": _rows(now, lang)[3:8],
        "entries": _entries(now, lang),
        "forms": {prefix: _form(prefix, zh) for prefix in ("l", "d")},
        "reasons": _samples()["reasons"][lang],
        "figures": [{**figure, **figure[lang], "url": "#"} for figure in _samples()["figures"]],
        "photos": [],
        "queues": _queues(now, lang),
        "share": 0.96,
        "accept": {"value": "accept", "words": _("Dispatch so")},
        "other": {"url": "#", "words": _("To another")},
        "wrong": {"url": "#", "words": _("Not right")},
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


def _rows(now: datetime, lang: str) -> list[dict[str, Any]]:
    made = []
    for row in _samples()["rows"]:
        due = now + timedelta(minutes=row["left"])
        start = due - timedelta(hours=1 if row["left"] < 40 else 3)
        title, line = row[lang]
        made.append({"due_at": due, "started_at": start, "title": title, "line": line, "count": row["count"]})
    return made


def _entries(now: datetime, lang: str) -> list[dict[str, Any]]:
    return [
        {"at": now - timedelta(hours=entry["ago"]), "words": entry[lang][0], "quote": entry[lang][1]}
        for entry in _samples()["entries"]
    ]


def _queues(now: datetime, lang: str) -> list[dict[str, Any]]:
    made = []
    for queue in _samples()["queues"]:
        left = queue.get("left")
        due = now + timedelta(minutes=left or 0)
        start = due - timedelta(hours=2 if left and left > 60 else 1)
        until = now + timedelta(days=3) if left is None else None
        oldest = lights.light(due, now, started_at=start, paused_until=until)
        made.append({"name": queue[lang], "count": queue["count"], "oldest": oldest})
    return made


@cache
def _samples() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("samples.toml").read_text(encoding="utf-8"))
