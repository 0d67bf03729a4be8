"""Facts put into a sentence, each in its own words and form."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from commongrid.doors.look import facts, moments, naming


class Filler(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        name = str(key)
        other = re.sub(r"_zh$", "_en", name) if self.language == "en" else name
        value = kwargs.get(other) or kwargs[name]
        if not isinstance(value, str):
            return value
        if name in naming.PLACES:
            return naming.placed(value, self.language)
        said = facts.word(name, value, self.language)
        return naming.in_english(said) if self.language == "en" else said

    def format_field(self, value: Any, format_spec: str) -> str:
        match format_spec:
            case "near" | "promise" | "day" if value:
                return str(getattr(moments, format_spec)(datetime.fromisoformat(str(value)), timezone.now()))
            case "clock" if value:
                return moments.clock(datetime.fromisoformat(str(value)))
            case "length":
                return moments.length(timedelta(seconds=float(value or 0)))
            case "metres":
                return moments.distance(float(value or 0))
            case "":
                return facts.plainly(value, self.language)
        return "" if value is None else str(super().format_field(value, format_spec))
