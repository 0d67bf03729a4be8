"""The addresses of premises, below /desk/premises/."""

from django.urls import path

from commongrid.doors.desk.premises.views import doubles, editing, listing, mapping, one, tables

app_name = "premises"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("map.json", listing.drawn, name="map"),
    path("map/", mapping.page, name="map_page"),
    path("map/shown.json", mapping.shown, name="map_shown"),
    path("map/ground.json", mapping.ground, name="map_ground"),
    path("new/", editing.edit, name="new"),
    path("import/", tables.take_in, name="import"),
    path("import/faults/<str:name>.<str:form>", tables.faults, name="faults"),
    path("export.<str:form>", tables.export, name="export"),
    path("doubles/", doubles.doubles, name="doubles"),
    path("plates/", one.plates, name="plates"),
    path("at/<str:code>/", one.one, name="one"),
    path("at/<str:code>/map.json", one.around, name="around"),
    path("at/<str:code>/edit/", editing.edit, name="edit"),
    path("at/<str:code>/state/", editing.state, name="state"),
    path("at/<str:code>/confirm/", editing.confirm, name="confirm"),
    path("at/<str:code>/contact/", editing.contact, name="contact"),
    path("at/<str:code>/contact/show/", one.unmask, name="unmask"),
    path("at/<str:code>/plate/", one.plate, name="plate"),
]
