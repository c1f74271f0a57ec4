"""The data of the letters, read once from `letters.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


@cache
def story() -> Mapping[str, Any]:
    """The file: what all letters share, a table per letter, chapters and table header of the Quy chế."""
    path = Path(__file__).parent / "letters.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))
