from django.apps import AppConfig

SEALED = ("people_person.name", "people_person.phone", "people_person.email")


class PeopleConfig(AppConfig):
    name = "commongrid.registry.people"
    label = "people"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import acts

        retention.declare(Retention("people.contact", 730, SEALED, acts.expire_persons))
        retention.declare(Retention("people.rolls", 730, ("people_roll.names",), acts.expire_rolls))
        retention.declare(
            Retention("people.code", 1, ("people_onetimecode", "people_rate"), acts.expire_codes)
        )
