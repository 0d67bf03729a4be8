"""The desk's addresses: queues, cases and what may be done to them, reports, and one's own settings."""

from django.urls import URLPattern, URLResolver, include, path

from commongrid.doors.desk.views import (
    acts,
    bulk,
    cases,
    finding,
    mapping,
    maps,
    notices,
    people,
    personal,
    photos,
    reports,
    supervision,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.listed, name="list"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/map.json", maps.around, name="map"),
    path("cases/<str:number>/photos/", photos.listed, name="photos"),
    path("photos/<uuid:photo_id>/<slug:name>/", photos.review, name="review"),
    path("cases/<str:number>/<slug:name>/", acts.act, name="act"),
    path("search/suggest/", finding.suggest, name="suggest"),
    path("search/reporter/", finding.by_reporter, name="by_reporter"),
    path("map/", mapping.page, name="map_page"),
    path("map/shown.json", mapping.shown, name="map_shown"),
    path("map/areas.json", mapping.areas, name="map_areas"),
    path("map/values.json", mapping.values, name="map_values"),
    path("bulk/", bulk.selection, name="bulk"),
    path("undo/", bulk.undo, name="undo"),
    path("owed/", supervision.owed, name="owed"),
    path("reports/", reports.listed, name="reports"),
    path("reports/<str:number>/", reports.report, name="report"),
    path("reports/<str:number>/map.json", maps.around_report, name="report_map"),
    path("reports/<str:number>/reporter/", people.unmask, name="unmask"),
    path("reports/<str:number>/<slug:name>/", reports.act, name="report_act"),
    path("notices/", notices.inbox, name="inbox"),
    path("notices/read/", notices.read, name="read"),
    path("me/post/", personal.post, name="post"),
    path("me/views/", personal.keep, name="keep"),
    path("me/views/counts/", personal.kept, name="kept"),
    path("me/views/<int:view_id>/drop/", personal.drop, name="drop"),
    path("figures/", include("commongrid.doors.desk.figures.urls")),
    path("campaigns/", include("commongrid.doors.desk.campaigns.urls")),
    path("duty/", include("commongrid.doors.desk.rosters.urls")),
    path("training/", include("commongrid.doors.desk.training.urls")),
    path("premises/", include("commongrid.doors.desk.premises.urls")),
    path("admin/", include("commongrid.doors.desk.admin.urls")),
]
