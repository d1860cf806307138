"""An invitation can be to a team. The permissions are listed in the code alone, so that a new one moves no table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="team",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="people.team"
            ),
        ),
        migrations.AlterField(model_name="grant", name="permission", field=models.CharField(max_length=30)),
    ]
