from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "commongrid.work.telling"
    label = "telling"

    def ready(self) -> None:
        from commongrid.base.notices import voices
        from commongrid.registry.people import providers
        from commongrid.work.telling.residents import ByTheirContact, NoticesOfPerson

        voices.reach_residents_by(ByTheirContact())
        providers.register(NoticesOfPerson())
