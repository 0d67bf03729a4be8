from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "commongrid.work.ratings"
    label = "ratings"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.ratings import acts
        from commongrid.work.ratings.terms import Policy

        covers = ("ratings_rating.explanation", "ratings_rating.appeal")
        retention.declare(Retention("ratings.words", Policy().words_kept_days, covers, acts.expire_words))
