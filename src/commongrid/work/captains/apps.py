from django.apps import AppConfig


class CaptainsConfig(AppConfig):
    name = "commongrid.work.captains"
    label = "captains"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import providers
        from commongrid.registry.premises import witnesses
        from commongrid.work.captains import acts, queries
        from commongrid.work.captains.terms import Policy

        covers = ("captains_captaincy.person",)
        retention.declare(Retention("captains.captaincy", Policy().kept_days, covers, acts.let_go))
        providers.register(acts.Captains())
        witnesses.register("captains", queries.known_of)
