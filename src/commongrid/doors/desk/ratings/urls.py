"""The addresses of safe ratings, below /desk/ratings/."""

from django.urls import path

from commongrid.doors.desk.ratings.views import criteria, listing, one, proposing, revising

app_name = "ratings"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("criteria/", criteria.criteria, name="criteria"),
    path("criteria/<slug:scheme>/", revising.revise, name="revise"),
    path("criteria.csv", criteria.table, name="table"),
    path("propose/<str:code>/", proposing.propose, name="propose"),
    path("<uuid:rating_id>/", one.one, name="one"),
    path("<uuid:rating_id>/plate/", one.plate, name="plate"),
    path("<uuid:rating_id>/<slug:deed>/", one.act, name="act"),
]
