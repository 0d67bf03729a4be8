"""The addresses of training at the desk, below /desk/training/."""

from django.urls import path

from commongrid.doors.desk.training.frame import FACE
from commongrid.doors.desk.training.views import (
    certificates,
    courses,
    demands,
    exams,
    lacking,
    pages,
    question,
    questions,
    running,
)
from commongrid.doors.look.learning.routes import routes

app_name = "training"
urlpatterns = [
    *routes(FACE),
    path("lacking/", lacking.lacking, name="lacking"),
    path("lacking.csv", lacking.table, name="lacking_table"),
    path("run/", running.overview, name="run"),
    path("run/certificates/", certificates.find, name="find"),
    path("run/demands/", demands.add, name="demand"),
    path("run/demands/<int:demand_id>/end/", demands.end, name="demand_end"),
    path("run/kinds/", exams.kind, name="kind_new"),
    path("run/kinds/<slug:code>/", exams.kind, name="kind"),
    path("run/exams/", exams.edit, name="exam_new"),
    path("run/exams/<slug:code>/", exams.edit, name="exam_edit"),
    path("run/exams/<slug:code>/state/", exams.state, name="exam_state"),
    path("run/courses/", courses.edit, name="course_new"),
    path("run/courses/<slug:code>/", courses.one, name="course_run"),
    path("run/courses/<slug:code>/edit/", courses.edit, name="course_edit"),
    path("run/courses/<slug:code>/pages/<int:number>/", pages.page, name="page_edit"),
    path("run/courses/<slug:code>/pages/<int:number>/arrange/", pages.arrange, name="page_arrange"),
    path("run/courses/<slug:code>/questions/new/", question.one, name="question_new"),
    path("run/courses/<slug:code>/questions/<slug:question>/", question.one, name="question_edit"),
    path(
        "run/courses/<slug:code>/questions/<slug:question>/retire/", question.retire, name="question_retire"
    ),
    path("run/courses/<slug:code>/publish/", courses.publish, name="course_publish"),
    path("run/courses/<slug:code>/state/", courses.state, name="course_state"),
    path("run/courses/<slug:code>/questions/", questions.bank, name="bank"),
    path("run/courses/<slug:code>/questions.csv", questions.table, name="bank_table"),
]
