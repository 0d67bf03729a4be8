"""The addresses of campaigns and inspections, below /desk/campaigns/."""

from django.urls import path

from commongrid.doors.desk.campaigns.views import bulletin, inspections, listing, making, places, progress

app_name = "campaigns"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("new/", making.new, name="new"),
    path("new/count/", making.count, name="count"),
    path("inspections/<uuid:inspection_id>/", inspections.inspection, name="inspection"),
    path("<uuid:campaign_id>/", progress.one, name="one"),
    path("<uuid:campaign_id>/edit/", making.edit, name="edit"),
    path("<uuid:campaign_id>/bulletin/", bulletin.page, name="bulletin"),
    path("<uuid:campaign_id>/bulletin.<slug:kind>", bulletin.page, name="bulletin_file"),
    path("<uuid:campaign_id>/areas.csv", progress.table, name="areas"),
    path("<uuid:campaign_id>/places/", places.listed, name="places"),
    path("<uuid:campaign_id>/places.<str:form>", places.table, name="table"),
    path("<uuid:campaign_id>/<slug:name>/", progress.act, name="act"),
]
