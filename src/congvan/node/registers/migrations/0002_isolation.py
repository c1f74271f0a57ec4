"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0001_initial"),
        ("agencies", "0002_isolation"),
    ]

    operations = [
        scoped_key("registers_series"),
        scoped_key("registers_register"),
        scoped_key("registers_registerseries"),
        scoped_key("registers_number"),
        scoped_reference("registers_series", "body_id", "agencies_issuingbody"),
        scoped_reference("registers_registerseries", "register_id", "registers_register"),
        scoped_reference("registers_registerseries", "series_id", "registers_series"),
        scoped_reference("registers_number", "series_id", "registers_series"),
        scoped_reference("registers_number", "register_id", "registers_register"),
    ]
