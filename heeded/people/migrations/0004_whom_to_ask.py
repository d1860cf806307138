from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="ask",
            field=models.CharField(blank=True, max_length=600),
        ),
    ]
