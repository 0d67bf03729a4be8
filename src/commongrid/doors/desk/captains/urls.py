"""The addresses of building captains, below /desk/captains/."""

from django.urls import path

from commongrid.doors.desk.captains.views import listing, naming, one, tasks

app_name = "captains"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("name/", naming.new, name="new"),
    path("tasks/", tasks.listed, name="tasks"),
    path("tasks/new/", tasks.new, name="task_new"),
    path("tasks/<uuid:task_id>/", tasks.one, name="task"),
    path("<uuid:captaincy_id>/", one.one, name="one"),
    path("<uuid:captaincy_id>/<slug:deed>/", one.act, name="act"),
    path("thanks/<uuid:thanks_id>/", one.take_back, name="take_back"),
]
