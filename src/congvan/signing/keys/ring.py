"""The keys of one signer process, as its folder describes them."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congvan.signing.errors import SigningError
from congvan.signing.keys import limits, refusals
from congvan.signing.keys.chain import read_chain
from congvan.signing.keys.contract import KeyKind, LockedKey
from congvan.signing.keys.csc import ServiceKey
from congvan.signing.keys.csc_settings import ServiceSettings
from congvan.signing.keys.pkcs11 import TokenKey
from congvan.signing.keys.pkcs12 import FileKey

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeyRing:
    """Locked keys by label, as one signer process keeps them."""

    keys: Mapping[str, LockedKey] = field(default_factory=dict)

    def get(self, label: str) -> LockedKey:
        """The key of this label, else KeyRefused."""
        if label not in self.keys:
            raise refusals.unknown_key()
        return self.keys[label]

    def kinds(self) -> dict[str, KeyKind]:
        """Who keeps each key, in the order of labels."""
        return {label: self.keys[label].kind for label in sorted(self.keys)}


def ring_from_directory(directory: Path) -> KeyRing:
    """The keys by label: `LABEL.p12` with its chain `LABEL.pem` (leaf first), or what `LABEL.toml` describes.

    Raises SigningError ("signer.settings") where one of them is described wrongly or twice: a signer that
    silently lacks a key would be noticed only at the moment of signing. Keys in files are logged as such.
    """
    found: dict[str, LockedKey] = {}
    for path in sorted(directory.glob("*")):
        if not (path.suffix == ".toml" or (path.suffix == ".p12" and path.with_suffix(".pem").exists())):
            continue
        if path.stem in found or len(found) >= limits.KEYS_MAX:
            raise _wrong(path.name, "khóa trùng tên hoặc quá nhiều khóa")
        found[path.stem] = FileKey.beside(path) if path.suffix == ".p12" else _described(path)
    ring = KeyRing(found)
    if in_files := [label for label, kind in ring.kinds().items() if kind.caution]:
        log.warning("private keys in files", extra={"keys": in_files})
    return ring


def _described(path: Path) -> LockedKey:
    with path.open("rb") as stream:
        text = stream.read(limits.SETTINGS_BYTES_MAX)
    try:
        settings = tomllib.loads(text.decode())
        kind = settings.pop("kind", "")
        make = _MAKERS.get(kind, _unknown)
        return make(path, settings)
    except (ValueError, TypeError, KeyError, OSError, SigningError) as error:
        raise _wrong(path.name, str(error)) from error


def _token(path: Path, settings: dict[str, Any]) -> TokenKey:
    return TokenKey(
        module=Path(settings.pop("module")),
        token_label=settings.pop("token"),
        key_label=settings.pop("key"),
        chain=read_chain(path.with_suffix(".pem").read_bytes()),
        **settings,
    )


def _service(path: Path, settings: dict[str, Any]) -> ServiceKey:
    """The chain may be left to the service; files are named relative to the folder of keys."""
    files = {
        name: path.parent / settings.pop(name) for name in ("secret_file", "ca_file") if name in settings
    }
    pem = path.with_suffix(".pem")
    return ServiceKey(
        settings=ServiceSettings(**files, **settings),
        chain=read_chain(pem.read_bytes()) if pem.exists() else (),
    )


def _unknown(_path: Path, _settings: dict[str, Any]) -> LockedKey:
    raise ValueError(f"kind phải là {' hoặc '.join(_MAKERS)}")


_MAKERS: dict[str, Callable[[Path, dict[str, Any]], LockedKey]] = {
    KeyKind.TOKEN: _token,
    KeyKind.SERVICE: _service,
}


def _wrong(name: str, why: str) -> SigningError:
    return SigningError(
        "signer.settings", f"Cài đặt khóa ký {name} không dùng được ({why}): hãy sửa rồi chạy lại."
    )
