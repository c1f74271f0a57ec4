"""The embedded PostgreSQL: one private cluster per program (architecture §5, §6.12)."""

from congvan.sites.database.cluster import Cluster
from congvan.sites.database.errors import DatabaseError
from congvan.sites.database.resolve import External, resolve

__all__ = ["Cluster", "DatabaseError", "External", "resolve"]
