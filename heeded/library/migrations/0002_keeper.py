"""Reviews say which board looks after them; the version that made a library stands in its small file alone."""

import django.db.models.deletion
from django.db import migrations, models


def tell_keepers(apps, schema_editor):
    """Whose board staff was named when a review's first document was added looks after the review."""
    here = schema_editor.connection.alias  # records may be moved from one database to another
    grants = (
        apps.get_model("people", "Grant")
        .objects.using(here)
        .filter(thing_kind="document", role="board-staff")
    )
    boards = dict(grants.order_by("-pk").values_list("thing", "organisation"))
    documents = (
        apps.get_model("library", "Document").objects.using(here).filter(pk__in=boards).order_by("-pk")
    )
    for work, document in dict(documents.values_list("work", "pk")).items():
        apps.get_model("library", "Work").objects.using(here).filter(pk=work).update(keeper=boards[document])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("library", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="work",
            name="keeper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="kept_works",
                to="people.organisation",
            ),
        ),
        migrations.RemoveField(model_name="librarysettings", name="made_with"),
        migrations.RunPython(tell_keepers, migrations.RunPython.noop),
    ]
