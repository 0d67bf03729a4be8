"""The addresses of grids, below /desk/admin/grids/."""

from django.urls import path

from commongrid.doors.desk.admin.grids import draw, listing, maps, one, proposing

urlpatterns = [
    path("", listing.choose, name="grids"),
    path("within/<str:code>/", listing.choose, name="grids_within"),
    path("in/<str:code>/", listing.community, name="grids_in"),
    path("in/<str:code>/map.json", maps.community, name="grids_map"),
    path("in/<str:code>/draw/<slug:kind>/", draw.draw, name="grid_draw"),
    path("in/<str:code>/plan/", proposing.ask, name="grids_plan"),
    path("plans/<str:name>/take/", draw.take_over, name="grids_take"),
    path("redraws/<int:redraw_id>/undo/", listing.take_back, name="redraw_undo"),
    path("at/<str:code>/", one.grid, name="grid"),
    path("at/<str:code>/map.json", maps.versions, name="grid_map"),
]
