"""Audit rows and seals are only ever added: a trigger refuses UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

from congvan.base.audit.triggers import append_only, append_only_function


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]

    operations = [
        append_only_function(),
        append_only("base_auditevent"),
        append_only("base_auditseal"),
        append_only("base_sealedevent"),
    ]
