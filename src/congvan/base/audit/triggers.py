"""SQL that makes a table append-only."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'bảng % chỉ được ghi thêm', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def append_only_function() -> migrations.RunSQL:
    """The trigger function that refuses; one for all append-only tables of a database."""
    return migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_change()")


def append_only(table: str) -> migrations.RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on `table`."""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        f"CREATE TRIGGER append_only_table BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER append_only_row ON {table}; DROP TRIGGER append_only_table ON {table};",
    )
