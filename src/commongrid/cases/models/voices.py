"""What people say about a case, and who wants to hear of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from commongrid.cases.models.case import Case


class Comment(models.Model):
    """What somebody said about a case; public ones are shown to its reporters."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)
    account_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(null=True)
    is_public = models.BooleanField()
    text = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["case", "at"], name="cases_comment_case"),)


class Rating(models.Model):
    """评价: what the one who raised it says, 1 to 5 each, once a round."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    rater = models.CharField(max_length=48)
    at = models.DateTimeField()
    solved = models.BooleanField()
    speed = models.PositiveSmallIntegerField()
    result = models.PositiveSmallIntegerField()
    manner = models.PositiveSmallIntegerField()
    feedback = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "round", "rater"], name="cases_rating_once"),
            models.CheckConstraint(
                condition=Q(
                    speed__range=(1, 5), result__range=(1, 5), manner__range=(1, 5), feedback__range=(1, 5)
                ),
                name="cases_rating_range",
            ),
        )


class Watch(models.Model):
    """Somebody on the staff who wants to hear of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="watches")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "account"], name="cases_watch_once"),)
