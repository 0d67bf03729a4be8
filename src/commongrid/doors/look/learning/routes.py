"""The addresses of learning, the same on each face: a door includes them below `training/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from commongrid.doors.look.learning import certificates, courses, exams, quizzes
from commongrid.doors.look.learning.faces import Face


def routes(face: Face) -> list[URLPattern]:
    """Each view with the face it stands on."""
    on = {"face": face}
    return [
        path("", courses.home, on, name="home"),
        path("courses/<slug:code>/", courses.course, on, name="course"),
        path("courses/<slug:code>/<int:number>/", courses.page, on, name="page"),
        path("courses/<slug:code>/document/", courses.document, on, name="document"),
        path("courses/<slug:code>/quiz/", quizzes.quiz, on, name="quiz"),
        path("exams/<slug:code>/", exams.exam, on, name="exam"),
        path("sittings/<uuid:sitting_id>/", exams.sitting, on, name="sitting"),
        path("sittings/<uuid:sitting_id>/answer/", exams.answer, on, name="answer"),
        path("certificates/<str:number>/", certificates.certificate, on, name="certificate"),
    ]
