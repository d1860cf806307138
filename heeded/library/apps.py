from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "heeded.library"
    label = "library"
