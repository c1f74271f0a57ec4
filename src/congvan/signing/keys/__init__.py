"""Keys that sign attributes, behind one interface, whoever keeps them (ADR 0013)."""

from congvan.signing.keys.chain import read_chain
from congvan.signing.keys.contract import Key, KeyKind, LockedKey, UnlockedKey, check_batch
from congvan.signing.keys.csc import ServiceKey
from congvan.signing.keys.csc_settings import ServiceSettings
from congvan.signing.keys.pkcs11 import TokenKey
from congvan.signing.keys.pkcs12 import FileKey
from congvan.signing.keys.ring import KeyRing, ring_from_directory

__all__ = [
    "FileKey",
    "Key",
    "KeyKind",
    "KeyRing",
    "LockedKey",
    "ServiceKey",
    "ServiceSettings",
    "TokenKey",
    "UnlockedKey",
    "check_batch",
    "read_chain",
    "ring_from_directory",
]
