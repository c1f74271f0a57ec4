"""Roles and databases inside a cluster. Names are ours, so they are held to a narrow form."""

from __future__ import annotations

import re
from typing import Any

import psycopg
from psycopg import sql

from congvan.sites.database.errors import DatabaseError

Row = tuple[Any, ...]
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def checked(name: str) -> sql.Identifier:
    """A name that needs no quoting anywhere, as an identifier."""
    if not NAME.fullmatch(name):
        raise DatabaseError(
            "database.name", f"Tên “{name}” không dùng được: chỉ chữ thường, chữ số, gạch dưới, tối đa 63."
        )
    return sql.Identifier(name)


def ensure_role(connection: psycopg.Connection[Row], name: str, *, password: str) -> None:
    """Create the application's role if it is not there: it may log in and create databases."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        return
    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
    connection.execute(statement.format(checked(name), sql.Literal(password)))


def ensure(connection: psycopg.Connection[Row], name: str, *, owner: str) -> None:
    """Create an empty database if it is not there."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        create(connection, name, owner=owner, template=None)


def create(connection: psycopg.Connection[Row], name: str, *, owner: str, template: str | None) -> None:
    """Create a database, from `template` where given."""
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    try:
        connection.execute(statement.format(checked(name), checked(owner), checked(template or "template1")))
    except psycopg.errors.DuplicateDatabase as error:
        raise DatabaseError(
            "database.exists", f"Đã có cơ sở dữ liệu “{name}”; hãy chọn tên khác hoặc xóa nó."
        ) from error


def drop(connection: psycopg.Connection[Row], name: str) -> None:
    """Remove a database if it is there."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(checked(name)))
