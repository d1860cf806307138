from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "heeded.intake"
    label = "intake"

    def ready(self) -> None:
        """File names and reasons of deliveries are blanked by the library as it lets go of the document."""
        from heeded.core.erasure import register

        register("intake", "intake.Delivery.name", "intake.Delivery.error", "intake.StepRun.error")
