"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("agencies", "0002_isolation"),
        ("documents", "0002_isolation"),
    ]

    operations = [
        scoped_key("notices_notice"),
        scoped_reference("notices_notice", "seat_id", "agencies_seat"),
        scoped_reference("notices_notice", "document_id", "documents_document"),
    ]
