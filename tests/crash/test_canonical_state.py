"""The measure of the kill matrix: a row lost, doubled or altered shows in the canonical state, and so do bytes."""

import pytest
from psycopg import sql

from tests.crash.snapshots import administrator, stored_files
from tests.crash.theatre import difference

MOMENT = "4.10-paper-joins"
TABLES = [
    ("sgddt", "documents.file"),
    ("sgddt", "documents.grant"),
    ("sgddt", "registers.number"),
    ("sgddt", "assignments.line"),
    ("sgddt", "outbox.transmission"),
    ("sgddt", "outbox.statusrow"),
    ("sgddt", "outgoing.signature"),
    ("sgddt", "dossiers.filing"),
    ("sgddt", "notices.notice"),
    ("hub", "hub_relay.delivery"),
    ("hub", "hub_relay.receipt"),
]
ALTER = "UPDATE {table} SET subject = subject || '.' WHERE ctid = (SELECT min(ctid) FROM {table})"
LOSE = "DELETE FROM {table} WHERE ctid = (SELECT min(ctid) FROM {table})"
REMEMBER = "CREATE TEMP TABLE twin AS TABLE {table} LIMIT 1"
RENAME = "UPDATE twin SET id = gen_random_uuid()"
DOUBLE = "INSERT INTO {table} TABLE twin"


@pytest.fixture
def state(theatre):
    """The state at the moment, brought back before and after."""
    theatre.bring_back(MOMENT)
    theatre.settle()
    with theatre.archive.frozen():
        yield theatre.state()
    theatre.bring_back(MOMENT)


def tamper(theatre, site, table, *statements):
    name = sql.Identifier(table.replace(".", "_"))
    with administrator(getattr(theatre.stage.world, site)) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(sql.SQL(statement).format(table=name))


@pytest.mark.parametrize(("site", "table"), TABLES)
def test_a_lost_row_shows(theatre, state, site, table):
    tamper(theatre, site, table, LOSE)
    assert f"{site} {table} thiếu" in difference(state, theatre.state())


def test_an_altered_document_shows(theatre, state):
    tamper(theatre, "sgddt", "documents.document", ALTER)
    shown = difference(state, theatre.state())
    assert "sgddt documents.document thiếu" in shown
    assert "sgddt documents.document thừa" in shown


def test_a_doubled_notice_shows(theatre, state):
    tamper(theatre, "sgddt", "notices.notice", REMEMBER, RENAME, DOUBLE)
    assert "sgddt notices.notice thừa" in difference(state, theatre.state())


def test_bytes_that_are_gone_show(theatre, state):
    [first, *_] = (path for path in stored_files(theatre.stage.world.sgddt) if "first" in path.parts)
    kept = first.read_bytes()
    first.unlink()
    try:
        assert "sgddt files not whole thừa" in difference(state, theatre.state())
    finally:
        first.write_bytes(kept)
