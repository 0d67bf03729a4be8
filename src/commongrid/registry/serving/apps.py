from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "commongrid.registry.serving"
    label = "serving"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.serving import acts

        retention.declare(Retention("serving.cards", 1, ("serving_card",), acts.forget_cards))
