"""A table of what left an account, month by month."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledgers', '0003_closed_sums'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7)),
                ('number', models.PositiveIntegerField()),
                ('up_to', models.BigIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('packed', models.BinaryField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.account')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'up_to', 'number'], name='tally_up_to')],
                'constraints': [models.UniqueConstraint(fields=('account', 'month', 'number'), name='a_tally_is_gathered_once')],
            },
        ),
    ]
