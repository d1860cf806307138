from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0004_small_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="librarysettings",
            name="support",
            field=models.CharField(blank=True, max_length=1000),
        ),
    ]
