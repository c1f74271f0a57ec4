"""Django settings for the type checker: a site on paper, `node` unless CONGVAN_TYPES says `hub`."""

from __future__ import annotations

import importlib
import os
import tempfile
from pathlib import Path

from congvan.sites.configuration import Site

KIND = os.environ.get("CONGVAN_TYPES", "node")

with tempfile.TemporaryDirectory() as folder:
    home = Path(folder)
    (home / "site.toml").write_text(f'kind = "{KIND}"\n', "utf-8")
    (home / "secret.key").write_text("on paper", "ascii")
    (home / "database.url").write_text("postgresql://nobody@localhost/nothing", "ascii")
    os.environ["CONGVAN_HOME"] = str(home)
    site = vars(importlib.import_module(f"congvan.sites.{KIND}.settings"))

# Settings of ours, named one by one: the checker reads this file and does not run it.
CLOCK_FILE: str = site["CLOCK_FILE"]
FILE_STORES: dict[str, str] = site["FILE_STORES"]
SITE: Site = site["SITE"]
globals().update({name: value for name, value in site.items() if name.isupper()})
