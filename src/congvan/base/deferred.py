"""Conditions that a row must meet when its transaction ends, not at every statement of it.

An act claims its move first and fills in afterwards what the new state demands; PostgreSQL cannot defer a
CHECK, so a migration adds these conditions as deferred constraint triggers.
"""

from django.db import migrations


def check_at_commit(table: str, name: str, *, condition: str) -> migrations.RunSQL:
    """At commit, each row of `table` that was written meets `condition` (SQL), or it is a check violation."""
    return migrations.RunSQL(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT FROM {table} WHERE id = NEW.id AND NOT ({condition})) THEN "
        f"RAISE EXCEPTION 'dòng của bảng {table} trái điều kiện {name}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', TABLE = '{table}'; "
        "END IF; RETURN NULL; END $$; "
        f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}();",
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )
