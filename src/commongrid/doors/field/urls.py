"""The field's addresses: nouns a grid worker knows."""

from django.urls import path

from commongrid.doors.field.views import (
    check,
    device,
    found,
    inspect,
    inspections,
    matters,
    me,
    parts,
    places,
    premises,
    today,
    verify,
)

app_name = "field"
urlpatterns = [
    path("", today.today, name="today"),
    path("verify/<str:number>/", verify.verify, name="verify"),
    path("check/<str:number>/", check.check, name="check"),
    path("found/", found.found, name="found"),
    path("found/twins/", found.twins, name="twins"),
    path("found/done/<str:number>/", found.done, name="done"),
    path("cases/<str:number>/", places.case, name="case"),
    path("matters/", matters.listed, name="matters"),
    path("matters/<str:code>/", matters.matter, name="about"),
    path("map/", places.map_page, name="map"),
    path("map.json", places.map_data, name="map_data"),
    path("grid/", places.my_grid, name="grid"),
    path("premises/<str:code>/", premises.premises, name="premises"),
    path("sw.js", device.worker, name="worker"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
    path("hello/", device.hello, name="hello"),
    path("held/", device.held, name="held"),
    path("queue/", device.queue, name="queue"),
    path("not-held/", device.not_held, name="not_held"),
    path("matters.json", matters.names, name="matter_names"),
    path("parts/", parts.begin, name="parts"),
    path("parts/<uuid:upload_id>/", parts.part, name="part"),
    path("inspections/", inspections.due, name="inspections"),
    path("inspections/<uuid:inspection_id>/", inspections.inspected, name="inspected"),
    path("inspect/<str:code>/<str:checklist>/", inspect.inspect, name="inspect"),
    path("me/", me.me, name="me"),
    path("me/post/", me.post, name="post"),
    path("me/card/", me.card, name="card"),
]
