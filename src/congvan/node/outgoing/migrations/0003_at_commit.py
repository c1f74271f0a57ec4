"""What a state demands of its row holds when the act that led there commits."""

from django.db import migrations

from congvan.base.deferred import check_at_commit


class Migration(migrations.Migration):
    dependencies = [
        ("outgoing", "0002_isolation"),
    ]

    operations = [
        check_at_commit(
            "outgoing_outgoing",
            "outgoing_beyond_drafting_has_a_signatory",
            condition="state = 'đang soạn thảo' OR (signatory_id IS NOT NULL AND authority_id IS NOT NULL)",
        ),
    ]
