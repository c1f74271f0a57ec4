"""A row of this package points only to rows of its own agency: the database holds it."""

from django.db import migrations

from congvan.base.scoped import scoped_key, scoped_reference


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        scoped_key("agencies_issuingbody"),
        scoped_key("agencies_unit"),
        scoped_key("agencies_seat"),
        scoped_key("agencies_appointment"),
        scoped_key("agencies_duty"),
        scoped_key("agencies_delegation"),
        scoped_key("agencies_signingauthority"),
        scoped_key("agencies_signingkey"),
        scoped_reference("agencies_seat", "unit_id", "agencies_unit"),
        scoped_reference("agencies_appointment", "seat_id", "agencies_seat"),
        scoped_reference("agencies_duty", "seat_id", "agencies_seat"),
        scoped_reference("agencies_delegation", "seat_id", "agencies_seat"),
        scoped_reference("agencies_delegation", "substitute_id", "agencies_seat"),
        scoped_reference("agencies_signingauthority", "seat_id", "agencies_seat"),
        scoped_reference("agencies_signingauthority", "body_id", "agencies_issuingbody"),
        scoped_reference("agencies_signingkey", "seat_id", "agencies_seat"),
        scoped_reference("agencies_signingkey", "body_id", "agencies_issuingbody"),
    ]
