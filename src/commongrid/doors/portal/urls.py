"""The portal's addresses: nouns a resident knows."""

from django.urls import path

from commongrid.doors.portal.views import (
    about,
    acts,
    certificates,
    data,
    home,
    maps,
    mine,
    nearby,
    parts,
    plates,
    prove,
    receipt,
    report,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("report/", report.report, name="report"),
    path("report/where/", parts.where, name="where"),
    path("report/known/", parts.known, name="known"),
    path("report/<str:number>/sent/", receipt.receipt, name="receipt"),
    path("ask/", home.ask, name="ask"),
    path("ask/new/", report.report, {"mode": "ask"}, name="appeal"),
    path("follow/", receipt.follow, name="follow"),
    path("prove/", prove.prove, name="prove"),
    path("leave/", prove.leave, name="leave"),
    path("my/", mine.my, name="my"),
    path("my/data/", data.data, name="data"),
    path("my/data/correct/", data.correct, name="correct"),
    path("my/data/erase/", data.erase, name="erase"),
    path("my/data.json", data.download, name="download"),
    path("my/<str:number>/", mine.matter, name="matter"),
    path("my/<str:number>/<slug:deed>/", acts.act, name="act"),
    path("nearby/", nearby.nearby, name="nearby"),
    path("nearby/<str:number>/", nearby.public, name="public"),
    path("points/<str:code>/", nearby.point, name="point"),
    path("p/<str:token>/", plates.plate, name="plate"),
    path("certificates/<str:number>/", certificates.certificate, name="certificate"),
    path("help/", about.help_page, name="help"),
    path("privacy/", about.privacy, name="privacy"),
    path("manifest.webmanifest", about.manifest, name="manifest"),
    path("map/boundaries/<str:code>.json", maps.boundaries, name="boundaries"),
    path("map/cases.json", maps.cases, name="map_cases"),
    path("map/points.json", maps.points, name="map_points"),
    path("map/around.json", maps.around, name="map"),
]
