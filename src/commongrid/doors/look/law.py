"""Laws on a page: named as each language names them, by name and article, with the reader's page behind."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.look import facts
from commongrid.registry.statutes.terms import Rule, Unit


def named(rule: Rule) -> str:
    """《人民调解法》第26条; People's Mediation Law, article 26. A standard without articles by its name alone."""
    law = rule.law_named(get_language() or "")
    if rule.article in ("", "–"):
        return _("“%(law)s”") % {"law": law}
    return _("“%(law)s”, article %(article)s") % {"law": law, "article": rule.article}


def amount(rule: Rule) -> str:
    """30日, 2/3; nothing where the rule counts nothing."""
    if not rule.value or rule.unit is None:
        return ""
    language = get_language() or "zh-hans"
    if rule.unit is Unit.SHARE:
        return rule.value
    joint = " " if language.startswith("en") else ""
    return f"{rule.value}{joint}{facts.word('law_unit', rule.unit, language)}"


def told(rule: Rule) -> dict[str, Any]:
    """Everything a page says about a rule."""
    language = get_language() or ""
    return {
        "rule": rule,
        "named": named(rule),
        "amount": amount(rule),
        "says": rule.says(language),
        "binds": rule.binds(language),
    }
