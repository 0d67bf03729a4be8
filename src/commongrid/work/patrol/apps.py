from django.apps import AppConfig


class PatrolConfig(AppConfig):
    name = "commongrid.work.patrol"
    label = "patrol"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.patrol import acts, terms

        position, who = (
            ("patrol_checkin.lon", "patrol_checkin.lat"),
            ("patrol_checkin.post", "patrol_checkin.post_words"),
        )
        rounds = ("patrol_round", "patrol_stop")
        retention.declare(Retention("patrol.position", terms.POSITION_DAYS, position, acts.expire_positions))
        retention.declare(Retention("patrol.who", terms.WHO_DAYS, who, acts.expire_names))
        retention.declare(Retention("patrol.round", terms.ROUND_DAYS, rounds, acts.expire_rounds))
