"""A node's home folder for the tests: settings, secret, clock, the demo's keys and their root."""

import json
import os
import shutil
from pathlib import Path

from congvan.sites.demo.pki import Holder, make_pki

ROOT = Path(__file__).resolve().parents[2]
CLOCK = "2018-05-07T08:00:00+07:00"
SO, HUYEN, TINH = "000.00.16.H45", "000.00.33.H45", "000.00.00.H45"
HOLDERS = (
    Holder(label="so", kind="seal", name="Sở Giáo dục và Đào tạo", agency_code=SO),
    Holder(label="lam", kind="person", name="Lê Lâm", agency_code=SO),
    Holder(label="tinh", kind="seal", name="Ủy ban nhân dân tỉnh", agency_code=TINH),
    Holder(label="chu-tich", kind="person", name="Trần Chủ", agency_code=TINH),
)


def make_home(home: Path, *, database_url: str, keys: Path | None = None) -> Path:
    """A home folder; with `keys` of another home, the same keys and root again."""
    home.mkdir(parents=True)
    lines = {
        "kind": "node", "name": "node", "title": "Hệ thống thử nghiệm", "demo": True, "clock_file": "clock",
        "database_url": database_url,
    }  # fmt: skip
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines.items())
    (home / "site.toml").write_text(text, "utf-8")
    (home / "secret.key").write_text("only-for-tests", "ascii")
    (home / "clock").write_text(CLOCK, "ascii")
    if keys is None:
        make_pki(home / "keys", holders=HOLDERS)
    else:
        shutil.copytree(keys, home / "keys")
    (home / "roots").mkdir()
    shutil.copy(home / "keys" / "root.pem", home / "roots")
    return home


def environment(home: Path) -> dict[str, str]:
    """What a program of ours needs to run on a home folder."""
    return os.environ | {
        "CONGVAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "congvan.sites.node.settings",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }
