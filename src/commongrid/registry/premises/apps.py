from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "commongrid.registry.premises"
    label = "premises"

    def ready(self) -> None:
        from commongrid.registry.people import providers
        from commongrid.registry.places import queries as places
        from commongrid.registry.premises import queries
        from commongrid.registry.premises.acts import Keepers

        places.name_places_by(queries.marks)
        providers.register(Keepers())
