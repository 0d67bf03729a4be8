from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "commongrid.work.inspections"
    label = "inspections"

    def ready(self) -> None:
        from commongrid.registry.premises import witnesses
        from commongrid.work.inspections import queries

        witnesses.register("inspections", queries.known_of)
