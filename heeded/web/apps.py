from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class WebConfig(AppConfig):
    name = "heeded.web"
    label = "web"

    def ready(self) -> None:
        """Uploads on their way lie inside the library, where what a killed process leaves is swept."""
        Path(settings.WORK_FOLDER).mkdir(parents=True, exist_ok=True)
