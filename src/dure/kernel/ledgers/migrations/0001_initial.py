"""The tables of the ledgers."""

import django.db.models.deletion
import dure.kernel.ledgers.models
from django.db import migrations, models


def tell_the_planner(apps, schema_editor):
    """That accounts are many, however few of them moved when PostgreSQL last looked.

    A ledger whose rows have all come out of one account would else be read whole to sum another one.
    """
    if schema_editor.connection.vendor == "postgresql":
        for table, column in (
            ("ledgers_transfer", "debit_id"),
            ("ledgers_transfer", "credit_id"),
            ("ledgers_closing", "account_id"),
        ):
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET (n_distinct = -0.5)")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=80, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('title_ko', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AccountKind',
            fields=[
                ('path', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('title_ko', models.CharField(max_length=200)),
                ('title_en', models.CharField(max_length=200)),
                ('floor', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=120)),
                ('unit', models.CharField(max_length=20)),
                ('lane', models.PositiveSmallIntegerField(default=0)),
                ('lanes', models.PositiveSmallIntegerField(default=0)),
                ('floor', models.BigIntegerField(null=True)),
                ('opened_at_us', models.BigIntegerField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.book')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'path', 'unit', 'lane'), name='an_address_is_one_account'),
                    models.CheckConstraint(condition=models.Q(('lanes', 0), models.Q(('floor', 0), ('floor__isnull', False)), _connector='OR'), name='lanes_have_floor_zero'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('up_to', models.BigIntegerField()),
                ('balance', models.BigIntegerField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.account')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('account', 'up_to'), name='an_account_is_closed_once_at_a_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=16)),
                ('says_ko', models.CharField(max_length=400)),
                ('says_en', models.CharField(max_length=400)),
                ('source', models.CharField(max_length=120)),
                ('locator', models.CharField(max_length=120)),
                ('origin', models.CharField(max_length=200)),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.book')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'digest'), name='a_reason_is_kept_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', dure.kernel.ledgers.models.KeyField()),
                ('amount', models.BigIntegerField()),
                ('kind', models.PositiveSmallIntegerField(choices=[(1, 'moved'), (2, 'pending'), (3, 'posted'), (4, 'voided'), (5, 'timed_out'), (6, 'reversal'), (7, 'pooled')])),
                ('happened_at_us', models.BigIntegerField()),
                ('recorded_at_us', models.BigIntegerField()),
                ('linked', dure.kernel.ledgers.models.KeyField(null=True)),
                ('until_us', models.BigIntegerField(null=True)),
                ('book', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.book')),
                ('credit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('debit', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('follows', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.transfer')),
                ('meant_for', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.account')),
                ('reason', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.reason')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['debit', 'id'], name='transfer_out_of'),
                    models.Index(fields=['credit', 'id'], name='transfer_into'),
                    models.Index(condition=models.Q(('linked__isnull', False)), fields=['linked'], name='transfer_linked'),
                    models.Index(condition=models.Q(('kind', 2)), fields=['book', 'until_us'], name='transfer_pending'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('book', 'key'), name='a_key_is_used_once'),
                    models.UniqueConstraint(condition=models.Q(('follows__isnull', False)), fields=('follows',), name='a_row_ends_once'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='amount_above_zero'),
                    models.CheckConstraint(condition=models.Q(('amount__lte', 1000000000000000)), name='amount_within_reach'),
                    models.CheckConstraint(condition=models.Q(('debit', models.F('credit')), _negated=True), name='debit_is_not_credit'),
                    models.CheckConstraint(condition=models.Q(('kind__gte', 1), ('kind__lte', 7)), name='kind_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 2), ('meant_for__isnull', False)), models.Q(models.Q(('kind', 2), _negated=True), ('meant_for__isnull', True), ('until_us__isnull', True)), _connector='OR'), name='only_pending_is_meant_for_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('follows__isnull', False), ('kind__gte', 3), ('kind__lte', 6)), models.Q(models.Q(('kind__gte', 3), ('kind__lte', 6), _negated=True), ('follows__isnull', True)), _connector='OR'), name='an_end_follows_a_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('last_row', models.BigIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('marks', models.BinaryField()),
                ('previous', models.BinaryField(max_length=32)),
                ('digest', models.BinaryField(max_length=32)),
                ('sealed_at_us', models.BigIntegerField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.book')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('book', 'number'), name='a_block_has_one_number')],
            },
        ),
        migrations.RunPython(tell_the_planner, migrations.RunPython.noop),
    ]
