"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("agencies", "0002_isolation"),
    ]

    operations = [
        scoped_key("documents_document"),
        scoped_key("documents_version"),
        scoped_key("documents_file"),
        scoped_key("documents_link"),
        scoped_key("documents_grant"),
        scoped_key("documents_opening"),
        scoped_reference("documents_version", "document_id", "documents_document"),
        scoped_reference("documents_version", "seat_id", "agencies_seat"),
        scoped_reference("documents_file", "version_id", "documents_version"),
        scoped_reference("documents_link", "document_id", "documents_document"),
        scoped_reference("documents_link", "to_id", "documents_document"),
        scoped_reference("documents_grant", "document_id", "documents_document"),
        scoped_reference("documents_grant", "seat_id", "agencies_seat"),
        scoped_reference("documents_grant", "unit_id", "agencies_unit"),
        scoped_reference("documents_opening", "document_id", "documents_document"),
        scoped_reference("documents_opening", "seat_id", "agencies_seat"),
    ]
