"""What a state demands of its row holds when the act that led there commits."""

from django.db import migrations

from congvan.base.deferred import check_at_commit


class Migration(migrations.Migration):
    dependencies = [
        ("incoming", "0002_isolation"),
    ]

    operations = [
        check_at_commit(
            "incoming_incoming",
            "incoming_registered_has_number_and_date",
            condition="state IN ('chờ tiếp nhận', 'đã từ chối') OR (number_id IS NOT NULL AND arrival_date IS NOT NULL)",
        ),
        check_at_commit(
            "incoming_incoming",
            "incoming_finished_has_a_moment",
            condition="state <> 'đã giải quyết' OR finished_at IS NOT NULL",
        ),
    ]
