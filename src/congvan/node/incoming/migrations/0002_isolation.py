"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("incoming", "0001_initial"),
        ("documents", "0002_isolation"),
        ("registers", "0002_isolation"),
        ("agencies", "0002_isolation"),
    ]

    operations = [
        scoped_key("incoming_incoming"),
        scoped_key("incoming_rejection"),
        scoped_key("incoming_directive"),
        scoped_key("incoming_papercopy"),
        scoped_reference("incoming_incoming", "document_id", "documents_document"),
        scoped_reference("incoming_incoming", "number_id", "registers_number"),
        scoped_reference("incoming_rejection", "incoming_id", "incoming_incoming"),
        scoped_reference("incoming_directive", "incoming_id", "incoming_incoming"),
        scoped_reference("incoming_directive", "seat_id", "agencies_seat"),
        scoped_reference("incoming_directive", "supersedes_id", "incoming_directive"),
        scoped_reference("incoming_papercopy", "incoming_id", "incoming_incoming"),
        scoped_reference("incoming_papercopy", "seat_id", "agencies_seat"),
    ]
