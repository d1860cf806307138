from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "heeded.reach"
    label = "reach"
