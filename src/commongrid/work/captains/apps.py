from django.apps import AppConfig


class CaptainsConfig(AppConfig):
    name = "commongrid.work.captains"
    label = "captains"

    def ready(self) -> None:
        from commongrid.registry.people import providers
        from commongrid.registry.premises import witnesses
        from commongrid.work.captains import queries
        from commongrid.work.captains.acts import Captains

        providers.register(Captains())
        witnesses.register("captains", queries.known_of)
