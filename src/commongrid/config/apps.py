from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ConfigConfig(AppConfig):
    name = "commongrid.config"
    label = "config"

    def ready(self) -> None:
        from commongrid.base.notices import voices
        from commongrid.config import databases
        from commongrid.doors.look import sentences

        voices.speak_with(sentences.say)
        connection_created.connect(databases.look_at_new_connection)
