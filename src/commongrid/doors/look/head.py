"""What the head of every page needs: the reader's choices, the sheets, the import map."""

from __future__ import annotations

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commongrid.doors.look import preferences, sprite


def html_attrs(context: Context) -> SafeString:
    """Language, theme and text size of `<html>`, from the reader's cookies."""
    chosen = preferences.of(context.get("request"))
    lang = "zh-Hans" if (get_language() or "zh-hans").startswith("zh") else "en"
    return format_html('lang="{}" data-theme="{}" data-text="{}"', lang, chosen.theme, chosen.text)


def preference(context: Context, name: str) -> str:
    """`{% preference "theme" as theme %}`: auto, light or dark; `text`: normal or large."""
    return str(getattr(preferences.of(context.get("request")), name))


def stylesheets() -> SafeString:
    """One built sheet; the single ones while developing or before set-up has run."""
    is_built = settings.HOUSE.mode in ("demo", "production") and finders.find("look.css")
    paths = ["look.css"] if is_built else [f"look/css/{name}.css" for name in sprite.SHEETS]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', [(static(path),) for path in paths])


def importmap() -> SafeString:
    """The import map's JSON: our modules may say `import "maplibre-gl"` and `import "echarts"`."""
    vendor = {"maplibre-gl": "vendor/maplibre-gl.mjs", "echarts": "vendor/echarts.js"}
    found = json_script({"imports": {name: static(path) for name, path in vendor.items()}})
    return SafeString(found.partition(">")[2].rpartition("<")[0])
