"""The addresses of the counter, below /desk/counter/."""

from django.urls import path

from commongrid.doors.desk.counter.views import beside, queue, taking

app_name = "counter"
urlpatterns = [
    path("", taking.counter, name="counter"),
    path("known/", beside.known, name="known"),
    path("person/", beside.person, name="person"),
    path("photos/", beside.begin, name="photos"),
    path("photos/<uuid:sitting_id>/", beside.arrived, name="arrived"),
    path("photos/<uuid:sitting_id>/<uuid:photo_id>/", beside.thumb, name="thumb"),
    path("place/", queue.place, name="place"),
    path("call/", queue.call, name="call"),
    path("tickets/<uuid:ticket_id>/<slug:name>/", queue.end, name="end"),
    path("receipts/<str:number>/", taking.receipt, name="receipt"),
    path("groups/<str:number>/", taking.group, name="group"),
]
