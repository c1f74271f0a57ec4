"""What a file is by its first bytes, and whether its name says the same."""

from __future__ import annotations

from congvan.packet.names import extension_of

HEAD_BYTES = 4096
PDF = "application/pdf"
XML = "application/xml"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
_OLE = "application/x-ole-storage"
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_ZIP = "application/zip"
_RTF = "application/rtf"
_HTML = "text/html"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", _RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
_OFFICE = frozenset({_OOXML, _ZIP})
_OLD_OFFICE = frozenset({_OLE, _RTF, _OOXML})
_EXPECTED: dict[str, frozenset[str]] = {
    "pdf": frozenset({PDF}),
    "doc": _OLD_OFFICE,
    "dot": _OLD_OFFICE,
    "xls": frozenset({_OLE, _OOXML}),
    "ppt": frozenset({_OLE, _OOXML}),
    "docx": _OFFICE,
    "xlsx": _OFFICE,
    "pptx": _OFFICE,
    "odt": frozenset({_ODF, _ZIP}),
    "ods": frozenset({_ODF, _ZIP}),
    "rtf": frozenset({_RTF}),
    "zip": frozenset({_ZIP}),
    "rar": frozenset({"application/vnd.rar"}),
    "7z": frozenset({"application/x-7z-compressed"}),
    "png": frozenset({"image/png"}),
    "jpg": frozenset({"image/jpeg"}),
    "jpeg": frozenset({"image/jpeg"}),
    "gif": frozenset({"image/gif"}),
    "tif": frozenset({"image/tiff"}),
    "tiff": frozenset({"image/tiff"}),
    "xml": frozenset({XML}),
    "edxml": frozenset({XML}),
    "htm": frozenset({_HTML, XML}),
    "html": frozenset({_HTML, XML}),
    "txt": frozenset({TEXT}),
    "csv": frozenset({TEXT}),
}
_NEVER_MATCHES = frozenset({"application/x-msdownload", "application/x-executable"})


def media_type_of(head: bytes) -> str:
    """Media type by the first `HEAD_BYTES` of a file; a family name where only the family can be told."""
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head)
    return _kind_of_text(head)


def agrees(name: str, media_type: str) -> bool:
    """Whether the extension of `name` and the content agree; an extension we do not know always does."""
    if media_type in _NEVER_MATCHES:
        return False
    expected = _EXPECTED.get(extension_of(name))
    return expected is None or media_type in expected


def _kind_of_zip(head: bytes) -> str:
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    if first == b"mimetype" and b"vnd.oasis.opendocument" in head:
        return _ODF
    if first == b"[Content_Types].xml" or first.startswith(
        (b"_rels/", b"word/", b"xl/", b"ppt/", b"docProps/")
    ):
        return _OOXML
    return _ZIP


def _kind_of_text(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"<?xml", b"<edXML")):
        return XML
    if text[:15].lower().startswith((b"<!doctype html", b"<html")):
        return _HTML
    # A cut in the middle of a letter costs at most three bytes.
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 or len(head) < HEAD_BYTES:
            return UNKNOWN
    return UNKNOWN if b"\0" in head else TEXT
