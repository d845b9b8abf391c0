from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0004_longer_locators"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="kind",
            field=models.CharField(default="report", max_length=20),
        ),
        migrations.RemoveConstraint(model_name="edition", name="one_edition_a_number"),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("place", "kind", "number"), name="one_edition_a_number"
            ),
        ),
    ]
