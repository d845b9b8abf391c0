"""A wrong last day is put right by a later record, so a role may have several."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A role has many ends; the one recorded last holds."""

    dependencies = [("parties", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="roleend",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ends", to="parties.role"
            ),
        ),
    ]
