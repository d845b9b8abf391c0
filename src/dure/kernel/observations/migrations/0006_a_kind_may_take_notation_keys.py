from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("observations", "0005_what_is_told_and_confirmed"),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="keys",
            field=models.BooleanField(default=False),
        ),
    ]
