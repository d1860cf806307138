from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from heeded.core.erasure import Erased


class IntakeConfig(AppConfig):
    name = "heeded.intake"
    label = "intake"

    def ready(self) -> None:
        """Names and reasons of deliveries are blanked; the word index, a room that has no field, is made anew. Files
        that are being read are copied within the library, not into the system's own temporary folder."""
        from django.conf import settings

        from heeded.core.erasure import register
        from heeded.engine.sandbox._desk import keep_desks_in

        keep_desks_in(settings.WORK_FOLDER)
        register(
            "intake", "intake.Delivery.name", "intake.Delivery.error", "intake.StepRun.error", run=_forget
        )


def _forget(erased: "Erased") -> None:
    from heeded.intake.nodes import share_erasures
    from heeded.intake.services import forget_deliveries

    forget_deliveries(erased)
    share_erasures()
