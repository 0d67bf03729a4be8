"""The template tags every door draws with: `{% load look %}`. The README of this room shows each with a line of use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commongrid.base.verdicts import Why
from commongrid.doors.look import chips, facts, head, lights, marks, moments, naming, sentences

ENDS = ".。!！?？…"
register = template.Library()
for mark in (marks.icon, marks.keycap, marks.confidence, head.stylesheets, head.importmap):
    register.simple_tag(mark)
for choice in (head.html_attrs, head.preference):
    register.simple_tag(choice, takes_context=True)

LIGHT_SIZES = ("small", "", "row", "large")


@register.inclusion_tag("look/light.html")
def light(thing: Any, now: datetime | None = None, size: str = "", words: bool = True) -> dict[str, Any]:
    """`{% light case now %}`: picture and words; `words=False` only where the words stand elsewhere in the row."""
    if size not in LIGHT_SIZES:
        raise ValueError(f"light size {size!r}: one of {LIGHT_SIZES}")
    return {"light": lights.of(thing, now or timezone.now()), "size": size, "words": words}


@register.simple_tag
def light_words(thing: Any, now: datetime | None = None) -> SafeString:
    """`{% light_words case now %}`: the words alone, in the colour of their state."""
    found = lights.of(thing, now or timezone.now())
    return format_html('<span class="deadline-{}">{}</span>', found.state, found.words)


@register.simple_tag
def remaining(due_at: datetime | None, now: datetime | None = None) -> str:
    """`{% remaining due_at now %}`: 剩8分钟, 逾期40分钟."""
    return moments.remaining(due_at, now or timezone.now()) if due_at else ""


@register.simple_tag
def moment(at: datetime | None, style: str = "near", now: datetime | None = None) -> SafeString:
    """`{% moment at "promise" %}`; styles near, promise, day, clock, full, ago."""
    if at is None:
        return SafeString("")
    now = now or timezone.now()
    shown = {
        "near": lambda: moments.near(at, now),
        "promise": lambda: moments.promise(at, now),
        "day": lambda: moments.day(at, now),
        "clock": lambda: moments.clock(at),
        "full": lambda: moments.full(at),
        "ago": lambda: moments.ago(at, now),
    }[style]()
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), moments.full(at), shown)


@register.filter
def distance(metres: float | None) -> str:
    """`{{ metres|distance }}`: 320米, 1.2公里."""
    return "" if metres is None else moments.distance(metres)


@register.inclusion_tag("look/chip.html")
def chip(status: str, label: str = "", tone: str = "", icon: str = "") -> dict[str, str]:
    """`{% chip case.status %}` for any status word; `label=`, `tone=`, `icon=` for one's own."""
    known = chips.CHIPS.get(status, chips.Chip(status, "", ""))
    return {
        "label": label or str(known.words),
        "tone": tone or known.tone,
        "icon_name": icon or known.icon,
        "status": status,
    }


@register.inclusion_tag("look/stepper.html")
def stepper(status: str) -> dict[str, Any]:
    """`{% stepper case.status %}`: the five arches 收到 派出 在办 核查 结案."""
    return {"steps": chips.steps(status)}


@register.inclusion_tag("look/field.html")
def field(bound: BoundField, label: str = "", hint: str = "", optional: bool = True) -> dict[str, Any]:
    """`{% field form.name %}`: label above, hint, control, error with what is safe."""
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "is_optional": optional and not bound.field.required,
    }


@register.inclusion_tag("look/pager.html")
def pager(next_url: str = "", previous_url: str = "", shown: str = "") -> dict[str, str]:
    """`{% pager next_url previous_url shown %}` for keyset pages; `n` and `p` are their keys."""
    return {"next_url": next_url, "previous_url": previous_url, "shown": shown}


@register.simple_tag
def say(why: Why | dict[str, Any] | None) -> str:
    """`{% say why %}`: a stored reason as a sentence in the reader's language."""
    if why is None:
        return ""
    return sentences.say(why if isinstance(why, Why) else Why.from_json(why), get_language())


@register.simple_tag(takes_context=True)
def say_entry(context: Context, entry: Any) -> str:
    """`{% say_entry entry %}`: a journal entry as a sentence; the context's `actor` is the one who reads."""
    return sentences.say_entry(entry, context.get("actor"), get_language())


@register.simple_tag(takes_context=True)
def tell(context: Context, entry: Any) -> Any:
    """`{% tell entry as told %}`: words, quote, reasons, is_internal; what is told already passes through."""
    return sentences.tell(entry, context.get("actor"), get_language()) if hasattr(entry, "kind") else entry


@register.filter
def ended(told: str) -> str:
    """`{{ error|ended }}`: with a full stop, where another sentence follows."""
    told = str(told).rstrip()
    if not told or told[-1] in ENDS:
        return told
    return told + ("." if (get_language() or "").startswith("en") else "。")


@register.filter
def word(value: object, fact: str) -> str:
    """`{{ post.role|word:"role" }}`: the word of a value in `facts.csv` (role, act, channel, status, level, stage …)."""
    return facts.word(fact, value, get_language() or "zh-hans")


@register.filter
def named(thing: Any) -> str:
    """`{{ unit|named }}`: the name of a unit, person, division or grid in the reader's language."""
    return naming.of(thing)


@register.filter
def titled(case: Any) -> str:
    """`{{ case|titled }}`: a case's title in the reader's language, its address as it was written."""
    return naming.title(case)


@register.filter
def office(post: Any) -> str:
    """`{{ post|office }}`: what a post is called; in English its role."""
    return naming.office(post)


@register.filter
def called(thing: Any) -> str:
    """`{{ course|called }}`: the name of a course, an exam or a kind of certificate in the reader's language."""
    return str(thing.name(get_language() or "zh-hans"))


@register.filter
def summed(edition: Any) -> str:
    """`{{ edition|summed }}`: what a course is about, in the reader's language."""
    return str(edition.summary(get_language() or "zh-hans"))


@register.filter
def placed(code: str) -> str:
    """`{{ post.area|placed }}`: the name of a grid or a division by its code."""
    return naming.placed(code, "en" if (get_language() or "").startswith("en") else "zh-hans") if code else ""
