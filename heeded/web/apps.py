from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "heeded.web"
    label = "web"
