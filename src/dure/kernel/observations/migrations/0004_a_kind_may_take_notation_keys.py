from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("observations", "0003_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="keys",
            field=models.BooleanField(default=False),
        ),
    ]
