"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("agencies", "0002_isolation"),
        ("documents", "0002_isolation"),
    ]

    operations = [
        scoped_key("dossiers_dossier"),
        scoped_key("dossiers_filing"),
        scoped_reference("dossiers_dossier", "keeper_id", "agencies_seat"),
        scoped_reference("dossiers_filing", "dossier_id", "dossiers_dossier"),
        scoped_reference("dossiers_filing", "document_id", "documents_document"),
    ]
