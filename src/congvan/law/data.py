"""The package's TOML files, read into plain tables. No schema here: each reader checks its own."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any


def tables(folder: str) -> Mapping[str, Mapping[str, Any]]:
    """Every TOML file of a folder of this package, by file name in alphabetical order."""
    files = sorted((resources.files("congvan.law") / folder).iterdir(), key=lambda file: file.name)
    return {
        file.name: tomllib.loads(file.read_text("utf-8")) for file in files if file.name.endswith(".toml")
    }


def table(name: str) -> Mapping[str, Any]:
    """One TOML file of this package."""
    return tomllib.loads((resources.files("congvan.law") / name).read_text("utf-8"))
