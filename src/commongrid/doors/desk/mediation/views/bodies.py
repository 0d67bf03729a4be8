"""Which units mediate and who mediates there. No matter is shown here."""

from __future__ import annotations

from django import forms as fields
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.doors.desk.mediation import forms, frame
from commongrid.doors.look import facts, wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post, Unit
from commongrid.registry.units.terms import Role, UnitKind
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Body, Mediator
from commongrid.work.mediation.terms import BodyKind, Engagement, Topic

LANGUAGES = tuple(facts.values("mediation_language"))


class BodyForm(wording.Form):
    kind = forms.choice(gettext_lazy("Mediates as"), "mediation_body_kind", BodyKind)
    is_active = fields.BooleanField(label=gettext_lazy("In use"), required=False)


class MediatorForm(wording.Form):
    """One post as a mediator."""

    engagement = forms.choice(gettext_lazy("Engaged as"), "mediation_engagement", Engagement)
    topics = fields.MultipleChoiceField(
        label=gettext_lazy("Knows well"), required=False, widget=fields.CheckboxSelectMultiple,
        choices=lambda: forms.words_of("mediation_topic", Topic),
    )  # fmt: skip
    languages = fields.MultipleChoiceField(
        label=gettext_lazy("Speaks"), required=False, widget=fields.CheckboxSelectMultiple,
        choices=lambda: forms.words_of("mediation_language", LANGUAGES),
    )  # fmt: skip
    studio = forms.line(gettext_lazy("Personal studio"), 60, required=False)
    is_head = fields.BooleanField(
        label=gettext_lazy("Head of the body: decides what is taken and who sits"), required=False
    )
    is_active = fields.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)


@opens_for("mediation.set_up")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Every unit of the kind that mediates, with its body if it is one and how many mediate there."""
    bodies = {each.unit_id: each for each in Body.objects.select_related("unit")}
    found = Unit.objects.filter(active=True, kind=UnitKind.MEDIATION).order_by("code")
    many: dict[int, int] = {}
    for each in queries.mediators():
        many[each.body_id] = many.get(each.body_id, 0) + 1
    known = {unit.pk for unit in found}
    every = [*found, *(body.unit for body in bodies.values() if body.unit_id not in known)]
    rows = [
        (unit, bodies.get(unit.pk), many.get(bodies[unit.pk].pk, 0) if unit.pk in bodies else 0)
        for unit in every
    ]
    return frame.page(request, "bodies", {"rows": rows})


@opens_for("mediation.set_up")
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: as what it mediates, and its posts as mediators."""
    unit = Unit.objects.filter(code=code).first() if "\x00" not in code else None
    if unit is None:
        raise Http404
    found = Body.objects.filter(unit=unit).select_related("unit").first()
    first = (
        {"kind": found.kind, "is_active": found.is_active} if found else {"kind": "people", "is_active": True}
    )
    sent = request.POST.get("post", "")
    main = BodyForm(request.POST if request.method == "POST" and not sent else None, initial=first)
    if main.is_bound and main.is_valid():
        told = main.cleaned_data
        acts.set_body(
            unit, told["kind"], is_active=told["is_active"], by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("Kept."))
        return redirect("desk:mediation:body", unit.code)
    rows = _rows(request, unit, found, sent)
    wrong = next(
        (form for post, form in rows if form.is_bound and not _kept(request, found, post, form)), None
    )
    if sent and found is not None and wrong is None:
        messages.success(request, _("Kept."))
        return redirect("desk:mediation:body", unit.code)
    told_page = {"unit": unit, "body": found, "form": main, "rows": rows, "wrong": wrong}
    return frame.page(request, "body", told_page, status=422 if wrong or main.errors else 200)


def _rows(request: HttpRequest, unit: Unit, found: Body | None, sent: str) -> list[tuple[Post, MediatorForm]]:
    """A form for each post of a mediator at the unit; the one that was sent is bound."""
    if found is None:
        return []
    known = {each.post_id: each for each in found.mediators.all()}
    posts = units.colleagues(unit.pk, timezone.localdate()).filter(role=Role.MEDIATOR)
    return [
        (
            post,
            MediatorForm(
                request.POST if sent == str(post.pk) else None,
                initial=_first(known.get(post.pk)),
                auto_id=f"id_{post.pk}_%s",
            ),
        )
        for post in posts[:200]
    ]


def _first(row: Mediator | None) -> dict[str, object]:
    if row is None:
        return {"is_active": True, "languages": ["zh"]}
    names = ("engagement", "topics", "languages", "studio", "is_head", "is_active")
    return {name: getattr(row, name) for name in names}


def _kept(request: HttpRequest, found: Body | None, post: Post, form: MediatorForm) -> bool:
    if found is None or not form.is_valid():
        return False
    acts.set_mediator(found, post, form.cleaned_data, by=actor_of(request), at=timezone.now())
    return True
