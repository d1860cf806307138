from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "heeded.search"
    label = "search"
