"""Tombstones of erased files, and the word that their bytes are gone: both are only ever added."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from congvan.base.audit.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='base.storedfile')),
                ('because', models.CharField(max_length=40)),
                ('act', models.CharField(max_length=80)),
                ('subject_id', models.UUIDField(null=True)),
                ('scope_id', models.UUIDField(null=True)),
                ('user_id', models.UUIDField(null=True)),
                ('seat_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='BytesGone',
            fields=[
                ('erasure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='base.erasure')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='erasure_says_why'),
        ),
        append_only('base_erasure'),
        append_only('base_bytesgone'),
    ]
