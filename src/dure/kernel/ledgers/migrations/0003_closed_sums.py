"""Tables of closed sums; and on PostgreSQL an index of paths in the order of bytes, which SQLite has already."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = 'CREATE INDEX account_by_path ON ledgers_account (book_id, (path COLLATE "C"), unit)'


def _index_paths(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(INDEX)


def _drop_index(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX account_by_path")


class Migration(migrations.Migration):

    dependencies = [
        ('ledgers', '0002_a_transfer_in_one_question'),
    ]

    operations = [
        migrations.RunPython(_index_paths, _drop_index),
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('edition', models.PositiveSmallIntegerField()),
                ('below', models.CharField(max_length=120)),
                ('counter', models.CharField(max_length=120)),
                ('unit', models.CharField(max_length=20)),
                ('up_to', models.BigIntegerField()),
                ('accounts', models.PositiveIntegerField()),
                ('sealed', models.BinaryField(max_length=80)),
                ('begun_at_us', models.BigIntegerField()),
                ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.book')),
            ],
        ),
        migrations.CreateModel(
            name='TotalPublished',
            fields=[
                ('total', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='published', serialize=False, to='ledgers.total')),
                ('case', models.CharField(max_length=120)),
                ('published_at_us', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='TotalRoot',
            fields=[
                ('total', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='root', serialize=False, to='ledgers.total')),
                ('amount', models.BigIntegerField()),
                ('leaves', models.PositiveIntegerField()),
                ('digest', models.BinaryField(max_length=32)),
                ('fixed_at_us', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='TotalLeaves',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('first', models.BinaryField(max_length=32)),
                ('packed', models.BinaryField()),
                ('digest', models.BinaryField(max_length=32)),
                ('amount', models.BigIntegerField()),
                ('total', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.total')),
            ],
        ),
        migrations.CreateModel(
            name='TotalPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('last_path', models.CharField(max_length=120)),
                ('is_last', models.BooleanField()),
                ('packed', models.BinaryField()),
                ('total', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='ledgers.total')),
            ],
        ),
        migrations.AddConstraint(
            model_name='total',
            constraint=models.UniqueConstraint(fields=('book', 'name', 'edition'), name='a_total_has_one_edition'),
        ),
        migrations.AddConstraint(
            model_name='totalleaves',
            constraint=models.UniqueConstraint(fields=('total', 'number'), name='leaves_are_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='totalpiece',
            constraint=models.UniqueConstraint(fields=('total', 'number'), name='a_piece_is_gathered_once'),
        ),
    ]
