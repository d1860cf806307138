from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """The table of Django's cache in the database: it is no model, so no other room's."""
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


def remove(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_erasures_for_every_node")]

    operations = [migrations.RunPython(make, remove)]
