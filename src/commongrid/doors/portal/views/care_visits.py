"""Care visits: ask for oneself, invite somebody else, and one's own page, where everything is read, corrected and ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import care_forms, caring, forms, frame
from commongrid.registry.appointments import rules as codes
from commongrid.registry.people.terms import Limit
from commongrid.work.care import acts, queries
from commongrid.work.care.models import Care

ASK_ONE = (Limit("day", 86_400, 5),)
INVITE_FROM_ONE = (Limit("minute", 60, 3), Limit("day", 86_400, 10))
CODES_FROM_ONE = (Limit("minute", 60, 10), Limit("day", 86_400, 60))


def prove_first(request: HttpRequest) -> HttpResponse:
    """A number has to be proven before anybody is told what is kept under it."""
    return redirect(f"{reverse('portal:prove')}?next={request.get_full_path()}")


@opens_for("public")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What care visits are and by what right; mine, once I have proven my number."""
    person = gate.person_id(request)
    told = {
        "mine": list(queries.of_person(person)) if person else [],
        "is_known": person is not None,
        "form": care_forms.Invite(initial={"key": forms.new_key()}),
    }
    return frame.page(request, "portal/care_visits.html", told)


@opens_for("public")
@never_cache
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """For somebody else: a code to pass on. Nothing about them or about who asks is kept."""
    form = care_forms.Invite(request.POST)
    if not form.is_valid():
        told = {"mine": [], "is_known": gate.person_id(request) is not None, "form": form}
        return frame.page(request, "portal/care_visits.html", told, status=422)
    now = timezone.now()
    if seconds := frame.slow_down(request, "care-invite", INVITE_FROM_ONE, at=now):
        return frame.too_often(request, seconds)
    code = acts.invite(form.cleaned_data["area"], form.cleaned_data["key"], at=now)
    told = {"code": code, "spoken": codes.spoken(code), "is_new": True}
    return frame.page(request, "portal/care_invitation.html", told)


@opens_for("public")
@never_cache
@require_GET
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody who was invited reads before they decide."""
    found = queries.invitation(code, timezone.now()) if "\x00" not in code else None
    if found is None:
        if seconds := frame.slow_down(request, "care-code", CODES_FROM_ONE, at=timezone.now()):
            return frame.too_often(request, seconds)
        raise Http404
    return frame.page(request, "portal/care_invitation.html", {"code": codes.clean(code), "is_new": False})


@opens_for("resident")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for it and agree to it, as the person or their guardian; sent twice is once."""
    person, now = gate.person_id(request), timezone.now()
    if person is None:
        return prove_first(request)
    found = queries.invitation(request.GET.get("invitation", "")[:40].replace("\x00", ""), now)
    first = {
        "key": forms.new_key(), "until": care_forms.default_until(), "who": "self", "area": found.area if found else "",
    }  # fmt: skip
    form = care_forms.Ask(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        if seconds := frame.slow_down(request, "care-ask", ASK_ONE, at=now, who=str(person)):
            return frame.too_often(request, seconds)
        try:
            made = acts.begin(
                form.wish(), form.cleaned_data["key"], found, by=frame.resident(request), at=now
            )
        except Refused as refused:
            form.add_error(None, frame.say(refused))
        else:
            messages.success(request, _("Kept. Somebody of your area takes it on; you read here who."))
            return redirect("portal:care_one", care_id=made.pk)
    return frame.page(request, "portal/care_ask.html", {"form": form}, status=422 if form.errors else 200)


def own_or_404(request: HttpRequest, care_id: UUID) -> Care:
    """One's own, or one's ward's; not there for everybody else."""
    person = gate.person_id(request)
    found = queries.mine(care_id, person) if person else None
    if found is None:
        raise Http404
    return found


@opens_for("resident")
@require_GET
def one(request: HttpRequest, care_id: UUID) -> HttpResponse:
    """Everything there is about me, every visit, and who looked at it when and why."""
    if gate.person_id(request) is None:
        return prove_first(request)
    return frame.page(request, "portal/care_one.html", caring.told(own_or_404(request, care_id)))


@opens_for("resident")
@require_POST
def act(request: HttpRequest, care_id: UUID, deed: str) -> HttpResponse:
    """Correct, agree anew, end; what is refused says why and keeps what was written."""
    found, done = own_or_404(request, care_id), caring.DEEDS.get(deed)
    if done is None:
        raise Http404
    form = done.form(request.POST, auto_id=f"{deed}_%s") if done.form else None
    if form is None or form.is_valid():
        try:
            done.do(found, form, frame.resident(request), timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            if form is None:
                messages.error(request, frame.say(refused))
                return redirect("portal:care_one", care_id=care_id)
            form.add_error(None, frame.say(refused))
        else:
            messages.success(request, str(done.done))
            if deed == "end":
                return redirect("portal:care_visits")
            return redirect("portal:care_one", care_id=care_id)
    return frame.page(request, "portal/care_one.html", {**caring.told(found, **{deed: form})}, status=422)
