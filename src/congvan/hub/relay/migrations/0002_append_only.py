"""Packets and receipts are evidence: the database itself refuses to change or drop them."""

from django.db import migrations

from congvan.base.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("hub_relay", "0001_initial"), ("base", "0002_append_only")]

    operations = [append_only("hub_relay_packetrow"), append_only("hub_relay_receipt")]
