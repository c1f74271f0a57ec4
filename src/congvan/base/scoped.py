"""Isolation of tenants by the database itself: composite foreign keys (scope, id).

Django 5.2 has no foreign key to a composite key, so models declare theirs with db_constraint=False and a
migration adds the real one with these operations.
"""

from django.db import migrations


def scoped_key(table: str, *, scope: str = "agency_id") -> migrations.RunSQL:
    """Make (scope, id) of `table` a target for composite foreign keys."""
    name = f"{table}_scoped"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({scope}, id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def scoped_reference(table: str, column: str, target: str, *, scope: str = "agency_id") -> migrations.RunSQL:
    """A row of `table` may point only to a row of `target` of the same scope."""
    name = f"{table}_{column}_scoped"[:63]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({scope}, {column}) "
        f"REFERENCES {target} ({scope}, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )
