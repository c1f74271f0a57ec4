"""What a state demands of its delivery holds when the act that led there commits."""

from django.db import migrations

from congvan.base.deferred import check_at_commit


class Migration(migrations.Migration):
    dependencies = [
        ("hub_relay", "0003_turned_away"),
    ]

    operations = [
        check_at_commit(
            "hub_relay_delivery",
            "delivery_delivered_has_its_moments",
            condition="state <> 'delivered' OR (delivered_at IS NOT NULL AND confirmed_at IS NOT NULL)",
        ),
        check_at_commit(
            "hub_relay_delivery",
            "delivery_turned_away_says_why_and_when",
            condition="state <> 'turned_away' OR "
            "(refusal <> '' AND turned_away_at IS NOT NULL AND confirmed_at IS NOT NULL)",
        ),
    ]
