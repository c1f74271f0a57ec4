"""Static files: small, hashed, kept for ever, and each vendored one what its list says."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from congvan.ui.assets import FOLDER, SHEET, AssetMissing, assets, read_assets
from congvan.ui.icons import ICONS
from congvan.ui.templatetags.ui import MODULES

HERE = Path(__file__).parent
SCRIPT_BYTES_MAX = 45_000
SHEET_BYTES_MAX = 14_000
FIRST_LOAD_BYTES_MAX = 150_000
VENDORED = {"src": FOLDER / "VENDORED.md", "tests": HERE / "vendor/VENDORED.md"}


def listed(page: Path) -> dict[str, str]:
    """File and SHA-256 of each row of a list of vendored files."""
    return dict(
        re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", page.read_text("utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize("where", VENDORED)
def test_vendored_files_are_what_their_list_says(where):
    page = VENDORED[where]
    rows = listed(page)
    assert len(rows) >= 1
    assert rows == {name: hashlib.sha256((page.parent / name).read_bytes()).hexdigest() for name in rows}


def test_every_file_that_is_not_ours_is_listed_with_its_licence():
    foreign = {path.name for path in FOLDER.iterdir() if path.suffix == ".woff2" or "htmx" in path.name}
    foreign |= {path.name for path in FOLDER.glob("*LICENCE.txt")} | {"icons.svg", "Inter-OFL.txt"}
    assert foreign == set(listed(VENDORED["src"]))


def test_scripts_are_small():
    scripts = [asset for name, asset in assets().by_name.items() if name.endswith(".js")]
    assert sum(len(asset.packed) for asset in scripts) <= SCRIPT_BYTES_MAX


def test_stylesheet_is_small():
    assert len(assets().find(SHEET).packed) <= SHEET_BYTES_MAX


def test_first_load_is_small(client):
    page = gzip.compress(client.get("/phong-cach/danh-sach/").content)
    files = [
        asset.packed or asset.content for name, asset in assets().by_name.items() if not name.endswith(".txt")
    ]
    assert len(page) + sum(map(len, files)) <= FIRST_LOAD_BYTES_MAX


def test_pages_ask_for_every_script_of_ours_at_once():
    ours = {path.stem for path in FOLDER.glob("*.js")} - {"trust", "htmx.min"}
    assert ours == set(MODULES)


def test_sprite_holds_the_listed_icons_and_no_other():
    drawn = re.findall(r'<symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text("utf-8"))
    assert drawn == sorted(ICONS)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    named = {
        icon
        for path in (FOLDER.parents[1] / "templates").rglob("*.html")
        for icon in re.findall(r'\{% icon "([^"]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= ICONS


def test_dark_values_stand_twice_alike():
    text = (FOLDER / "tokens.css").read_text("utf-8")
    blocks = re.findall(r"\{\n(  color-scheme: dark;.*?)\}", text, re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_only_the_tokens_hold_colours_of_the_screen():
    """Print is black on white by its own right; a shadow and a backdrop are no colours of a theme."""
    found = {}
    for path in FOLDER.glob("*.css"):
        if path.name in {"tokens.css", "print.css"}:
            continue
        hexes = re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8"))
        if hexes:
            found[path.name] = hexes
    assert found == {}


def test_old_browsers_can_read_the_stylesheet():
    """Chrome 109, Safari 16.4 and Firefox 115 know neither nesting nor (Firefox) :has()."""
    text = assets().find(SHEET).content.decode()
    assert ":has(" not in text
    assert "oklch(" not in text
    assert re.findall(r"^\s*&", text, re.MULTILINE) == []


def test_digest_changes_with_any_file(tmp_path):
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = read_assets(tmp_path)
    (tmp_path / "keys.js").write_text("// another", "utf-8")
    assert before.digest == assets().digest
    assert read_assets(tmp_path).digest != before.digest


def test_file_of_this_release_is_kept_for_ever(client):
    response = client.get(f"/giao-dien/{assets().digest}/ui.css", headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Encoding"] == "gzip"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert gzip.decompress(response.content) == assets().find("ui.css").content


def test_file_is_plain_for_who_cannot_unpack(client):
    response = client.get(f"/giao-dien/{assets().digest}/keys.js")
    assert "Content-Encoding" not in response
    assert response.content == (FOLDER / "keys.js").read_bytes()


def test_file_of_an_older_release_is_asked_for_anew(client):
    response = client.get("/giao-dien/0123456789abcdef/ui.css")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"


def test_known_file_is_not_sent_again(client):
    address = f"/giao-dien/{assets().digest}/ui.css"
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("name", ["VENDORED.md", "khong-co.css", "..", "tokens.css"])
def test_what_is_not_served_is_not_found(client, name):
    assert client.get(f"/giao-dien/{assets().digest}/{name}").status_code == 404


def test_missing_file_is_told_by_name():
    with pytest.raises(AssetMissing, match="khong-co"):
        assets().find("khong-co.css")
