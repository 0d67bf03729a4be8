"""The addresses of figures, below /desk/figures/."""

from django.urls import path

from commongrid.doors.desk.figures.views import dashboards, exports, handouts, lists

app_name = "figures"
urlpatterns = [
    path("", dashboards.home, name="home"),
    path("shown/<str:token>/", handouts.shown, name="shown"),
    path("links/<uuid:link_id>/withdraw/", handouts.withdraw, name="withdraw"),
    path("units/<str:code>/", dashboards.unit, name="unit_dashboard"),
    path("units/<str:code>/cases/<slug:figure>/", lists.unit, name="unit_cases"),
    path("units/<str:code>/cases/<slug:figure>.<slug:form>", lists.unit_file, name="unit_cases_file"),
    path("units/<str:code>/links/", handouts.unit, name="unit_links"),
    path("units/<str:code>/<slug:name>.<slug:form>", exports.unit, name="unit_export"),
    path("<str:code>/", dashboards.division, name="division_dashboard"),
    path("<str:code>/cases/<slug:figure>/", lists.division, name="division_cases"),
    path("<str:code>/cases/<slug:figure>.<slug:form>", lists.division_file, name="division_cases_file"),
    path("<str:code>/links/", handouts.division, name="division_links"),
    path("<str:code>/<slug:name>.<slug:form>", exports.division, name="division_export"),
]
