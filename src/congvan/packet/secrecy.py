"""Secret documents must never enter. Law: QD11/D2.K2.

A marking is a field whose *whole* value says so. "Bảo mật" or "chế độ mật" inside a text is not one.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from congvan.packet.errors import PacketError

if TYPE_CHECKING:
    from congvan.packet.findings import Findings
    from congvan.packet.node import Node

_MARKINGS = frozenset({"mật", "tối mật", "tuyệt mật", "tối-mật", "tuyệt-mật"})
# Only where a field is about urgency, sphere or secrecy: elsewhere "MAT" may be somebody's initials.
_PLAIN_MARKINGS = frozenset({"mat", "toi mat", "tuyet mat", "secret", "top secret", "confidential"})
_CLASSIFYING_FIELDS = frozenset({"Priority", "SphereOfPromulgation"})
_SECRECY_WORDS = (
    "domat",
    "dokhanmat",
    "mucdomat",
    "secre",
    "securitylevel",
    "confidential",
    "classification",
)
_NOT_SECRET = frozenset(
    {"", "0", "false", "không", "khong", "thường", "thuong", "none", "normal", "không mật"}
)
_MARKING_CHARS_MAX = 200  # with any decoration; a longer value is a sentence
_DECORATION = " \t\r\n.,;:!*-–—_\"'“”‘’«»()[]{}<>"


def is_marking(text: str) -> bool:
    return _folded(text) in _MARKINGS


def refuse_secret(root: Node, findings: Findings) -> None:
    """Refuse a packet of which any header field is a secrecy marking; ask about unclear ones."""
    for node in root.walk():
        for name, text in ((node.name, node.text), *node.attributes.items()):
            _refuse_marking(node, name, text)
            if _about_secrecy(name) and _folded(text) not in _NOT_SECRET:
                findings.add(
                    "secrecy_unclear",
                    node.path,
                    "Gói tin có trường về độ mật với giá trị không rõ nghĩa. Văn thư cần kiểm tra trước khi "
                    "đăng ký: văn bản mật không được đưa vào hệ thống.",
                )


def _refuse_marking(node: Node, name: str, text: str) -> None:
    folded = _folded(text)
    plain = folded in _PLAIN_MARKINGS and (name in _CLASSIFYING_FIELDS or _about_secrecy(name))
    if folded not in _MARKINGS and not plain:
        return
    raise PacketError(
        "secret",
        node.path,
        "Gói tin mang dấu chỉ độ mật. Văn bản mật không được gửi, nhận trên hệ thống này "
        "(Điều 2 khoản 2 Quy chế kèm Quyết định 11/2018/QĐ-UBND); hãy chuyển theo chế độ văn bản mật.",
    )


def _about_secrecy(name: str) -> bool:
    lowered = name.lower()
    return any(word in lowered for word in _SECRECY_WORDS)


def _folded(text: str) -> str:
    if len(text) > _MARKING_CHARS_MAX:
        return text
    plain = unicodedata.normalize("NFKC", text).strip(_DECORATION).casefold()
    return " ".join(plain.split())
