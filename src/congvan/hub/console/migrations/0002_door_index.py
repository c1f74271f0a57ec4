"""Few packets are turned away at the door, among very many events: counting a day's reads an index of those only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("hub_console", "0001_initial"), ("base", "0004_failed_attempts")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX audit_turned_away_by_time ON base_auditevent (at) WHERE act = 'relay.turn_away'",
            "DROP INDEX audit_turned_away_by_time",
        )
    ]
