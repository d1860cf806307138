from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_public_node"),
    ]

    operations = [
        migrations.AddField(
            model_name="librarysettings",
            name="hides_below",
            field=models.IntegerField(default=10),
        ),
    ]
