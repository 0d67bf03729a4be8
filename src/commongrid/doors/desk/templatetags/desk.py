"""Names in the reader's language, as the desk's pages ask for them."""

from __future__ import annotations

from django import template

from commongrid.doors.look import naming

register = template.Library()
register.filter("named", naming.of)
register.filter("title_of", naming.title)
