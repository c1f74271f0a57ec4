"""Which database a site uses: one given from outside, else its own cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from congvan.sites.database.cluster import Cluster


@dataclass(frozen=True)
class External:
    """A database that somebody else runs; we never create, stop or wipe it."""

    url: str


def resolve(data_dir: Path, *, port: int, environ: Mapping[str, str]) -> External | Cluster:
    """`DATABASE_URL` first, then the cluster of `data_dir`. The demo passes an empty `environ`."""
    given = environ.get("DATABASE_URL", "").strip()
    return External(given) if given else Cluster(data_dir, port)
