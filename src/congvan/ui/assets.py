"""The static files, read once into memory: one digest over all of them stands in every address."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static/ui"
FILE_BYTES_MAX = 400_000
DIGEST_LETTERS = 16

# One stylesheet goes out, written in the order in which its layers stand.
SHEET = "ui.css"
SHEET_PARTS = (
    "tokens.css",
    "base.css",
    "shell.css",
    "parts.css",
    "forms.css",
    "list.css",
    "detail.css",
    "documents.css",
    "desk.css",
    "overlays.css",
    "pages.css",
    "print.css",
)
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
PACKED_ALREADY = frozenset({".woff2"})


class AssetMissing(LookupError):
    """Không có tệp tĩnh này."""


@dataclass(frozen=True)
class Asset:
    """One file as it is served; `packed` is its gzip form, empty where packing gains nothing."""

    name: str
    content: bytes
    packed: bytes
    content_type: str
    etag: str


@dataclass(frozen=True)
class Assets:
    """All static files and the digest that changes when any of them does."""

    digest: str
    by_name: dict[str, Asset]

    def find(self, name: str) -> Asset:
        """The file of that name; `AssetMissing` where there is none."""
        if name not in self.by_name:
            raise AssetMissing(name)
        return self.by_name[name]


@cache
def assets() -> Assets:
    """The files of this release. A running process keeps what it read first."""
    return read_assets(FOLDER)


def read_assets(folder: Path) -> Assets:
    """Read every servable file of `folder`, the parts of the stylesheet as one."""
    contents = {SHEET: b"".join((folder / part).read_bytes() for part in SHEET_PARTS)}
    for path in sorted(folder.iterdir()):
        if path.suffix in CONTENT_TYPES and path.name not in SHEET_PARTS:
            contents[path.name] = path.read_bytes()
    whole = hashlib.sha256()
    for name, content in contents.items():
        assert len(content) <= FILE_BYTES_MAX, f"{name}: {len(content)} bytes"
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    digest = whole.hexdigest()[:DIGEST_LETTERS]
    return Assets(digest, {name: _asset(name, content) for name, content in contents.items()})


def _asset(name: str, content: bytes) -> Asset:
    suffix = Path(name).suffix
    return Asset(
        name=name,
        content=content,
        packed=b"" if suffix in PACKED_ALREADY else gzip.compress(content, 9, mtime=0),
        content_type=CONTENT_TYPES[suffix],
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
    )
