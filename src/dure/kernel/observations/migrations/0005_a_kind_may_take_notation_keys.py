from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("observations", "0004_longer_locators"),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="keys",
            field=models.BooleanField(default=False),
        ),
    ]
