from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commongrid.work.tallies import acts


class Command(BaseCommand):
    help = "Count every work list anew from the cases."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{acts.rebuild(at=timezone.now())} rows counted.")
