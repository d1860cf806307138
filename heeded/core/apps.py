from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "heeded.core"
    label = "core"
