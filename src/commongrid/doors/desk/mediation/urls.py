"""The addresses of mediation at the desk, below /desk/mediation/."""

from django.urls import path

from commongrid.doors.desk.mediation.views import (
    agreement,
    beginning,
    bodies,
    clauses,
    confirmation,
    files,
    listing,
    one,
    performance,
    sittings,
)

app_name = "mediation"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("new/", beginning.counter, name="new"),
    path("from/<str:number>/", beginning.from_case, name="from_case"),
    path("bodies/", bodies.listed, name="bodies"),
    path("bodies/<str:code>/", bodies.body, name="body"),
    path("<str:number>/", one.one, name="one"),
    path("<str:number>/do/<slug:name>/", one.act, name="act"),
    path("<str:number>/terms/", clauses.edit, name="terms"),
    path("<str:number>/agreement/", agreement.edit, name="agreement"),
    path("<str:number>/agreement/do/<slug:name>/", agreement.act, name="agreement_act"),
    path("<str:number>/agreement/<slug:part>.pdf", agreement.file, name="agreement_file"),
    path("<str:number>/agreement.docx", agreement.word, name="agreement_word"),
    path("<str:number>/confirmation/", confirmation.page, name="confirmation"),
    path("<str:number>/confirmation/do/<slug:name>/", confirmation.act, name="confirmation_act"),
    path(
        "<str:number>/confirmation/application.pdf", performance.application, name="confirmation_application"
    ),
    path("<str:number>/confirmation/application.docx", performance.word, name="confirmation_word"),
    path("<str:number>/performance/<int:nth>/<slug:name>/", performance.performed, name="performance_act"),
    path("<str:number>/sittings/", sittings.new, name="sitting_new"),
    path("<str:number>/sittings/<uuid:sitting_id>/", sittings.one, name="sitting"),
    path("<str:number>/sittings/<uuid:sitting_id>/cancel/", sittings.cancel, name="sitting_cancel"),
    path("<str:number>/sittings/<uuid:sitting_id>/calendar.ics", sittings.calendar, name="sitting_ics"),
    path("<str:number>/files/<uuid:evidence_id>/", files.evidence, name="file"),
    path("<str:number>/power/<uuid:party_id>/", files.power, name="power"),
]
