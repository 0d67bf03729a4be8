"""The card residents see of the worker who is signed in: whose it is, and what stands on it now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from commongrid.doors.field.mine import CardForm, PortraitForm
from commongrid.doors.look import gate
from commongrid.registry.serving import queries
from commongrid.registry.serving.terms import CARRIES_CARD
from commongrid.registry.units.models import Post

GRID = 15


def own_post(request: HttpRequest) -> Post | None:
    """The post I act in, when it carries a card."""
    acting = gate.actor_of(request).post_id
    return next((one for one in gate.posts(request) if one.pk == acting and one.role in CARRIES_CARD), None)


def shown(request: HttpRequest) -> dict[str, Any]:
    """The forms with what is shown now; nothing for a post without a card."""
    post = own_post(request)
    if post is None:
        return {}
    kept = queries.card_of(post.pk)
    names = ("shows_name", "work_phone", "hours")
    return {
        "card_form": CardForm(initial={name: getattr(kept, name) for name in names} if kept else {}),
        "portrait_form": PortraitForm(),
        "has_card": kept is not None,
        "card": kept,
        "public_page": reverse("portal:grid", args=[post.area]) if len(post.area) == GRID else "",
    }
