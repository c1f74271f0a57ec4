"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("outgoing", "0001_initial"),
        ("documents", "0002_isolation"),
        ("agencies", "0002_isolation"),
        ("registers", "0002_isolation"),
        ("outbox", "0002_isolation"),
    ]

    operations = [
        scoped_key("outgoing_outgoing"),
        scoped_key("outgoing_initial"),
        scoped_key("outgoing_signature"),
        scoped_key("outgoing_sealdraft"),
        scoped_key("outgoing_issuance"),
        scoped_key("outgoing_dispatch"),
        scoped_reference("outgoing_outgoing", "document_id", "documents_document"),
        scoped_reference("outgoing_outgoing", "body_id", "agencies_issuingbody"),
        scoped_reference("outgoing_outgoing", "drafter_id", "agencies_seat"),
        scoped_reference("outgoing_outgoing", "signatory_id", "agencies_seat"),
        scoped_reference("outgoing_outgoing", "authority_id", "agencies_signingauthority"),
        scoped_reference("outgoing_initial", "outgoing_id", "outgoing_outgoing"),
        scoped_reference("outgoing_initial", "version_id", "documents_version"),
        scoped_reference("outgoing_initial", "seat_id", "agencies_seat"),
        scoped_reference("outgoing_signature", "outgoing_id", "outgoing_outgoing"),
        scoped_reference("outgoing_signature", "version_id", "documents_version"),
        scoped_reference("outgoing_signature", "seat_id", "agencies_seat"),
        scoped_reference("outgoing_sealdraft", "outgoing_id", "outgoing_outgoing"),
        scoped_reference("outgoing_sealdraft", "key_id", "agencies_signingkey"),
        scoped_reference("outgoing_issuance", "outgoing_id", "outgoing_outgoing"),
        scoped_reference("outgoing_issuance", "number_id", "registers_number"),
        scoped_reference("outgoing_issuance", "sealed_version_id", "documents_version"),
        scoped_reference("outgoing_dispatch", "outgoing_id", "outgoing_outgoing"),
        scoped_reference("outgoing_dispatch", "transmission_id", "outbox_transmission"),
    ]
