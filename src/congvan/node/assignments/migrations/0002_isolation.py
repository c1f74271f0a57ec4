"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0001_initial"),
        ("documents", "0002_isolation"),
        ("agencies", "0002_isolation"),
    ]

    operations = [
        scoped_key("assignments_line"),
        scoped_key("assignments_handoff"),
        scoped_reference("assignments_line", "document_id", "documents_document"),
        scoped_reference("assignments_line", "parent_id", "assignments_line"),
        scoped_reference("assignments_line", "seat_id", "agencies_seat"),
        scoped_reference("assignments_line", "unit_id", "agencies_unit"),
        scoped_reference("assignments_handoff", "line_id", "assignments_line"),
        scoped_reference("assignments_handoff", "to_id", "assignments_line"),
        scoped_reference("assignments_handoff", "version_id", "documents_version"),
    ]
