"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
        ("documents", "0002_isolation"),
    ]

    operations = [
        scoped_key("outbox_transmission"),
        scoped_key("outbox_recipient"),
        scoped_key("outbox_statusrow"),
        scoped_reference("outbox_transmission", "document_id", "documents_document"),
        scoped_reference("outbox_recipient", "transmission_id", "outbox_transmission"),
        scoped_reference("outbox_statusrow", "document_id", "documents_document"),
    ]
