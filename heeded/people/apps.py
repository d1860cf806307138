from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "heeded.people"
    label = "people"
