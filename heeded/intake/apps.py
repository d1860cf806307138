from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "heeded.intake"
    label = "intake"
