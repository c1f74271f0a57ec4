"""XML into a small tree, attachments past it. The only place where XML is parsed.

expat is driven by hand: no DTD, hence no entities; every bound checked as it is met; the payload of an
attachment goes to `Payloads` in pieces and never into the tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

# Declarations of types and entities are refused below, in the handlers.
from xml.parsers import expat

from congvan.packet.codes import NAMESPACE
from congvan.packet.errors import PacketError
from congvan.packet.node import Node

if TYPE_CHECKING:
    from congvan.packet.attachments import Payloads
    from congvan.packet.limits import Limits

_CHUNK_BYTES = 64 * 1024
_SEPARATOR = " "
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii"})
_FOREIGN_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\0<", b"<\0")
_ATTACHMENTS = "edXML/AttachmentEncoded"
_ATTACHMENT = f"{_ATTACHMENTS}/Attachment"
_PAYLOAD = f"{_ATTACHMENT}/ContentTransferEncoded"
_RECIPIENT = "edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To"
_RESEND = "Đề nghị bên gửi tạo lại gói tin."


@dataclass(frozen=True, slots=True)
class Scanned:
    """The tree under edXML; whether the namespace was missing somewhere; how many packet signatures stood."""

    root: Node
    without_namespace: bool
    signatures: int


def scan(source: BinaryIO, *, payloads: Payloads, limits: Limits) -> Scanned:
    """Read all of `source`. Raises PacketError for whatever is not one well-formed, bounded packet."""
    handlers = _Handlers(payloads, limits)
    parser = _parser(handlers)
    try:
        _feed_all(source, parser, limits)
    except expat.ExpatError as error:
        raise _ill_formed(error) from None
    finally:
        payloads.abandon()
    assert handlers.root is not None, "a well-formed document has a root"
    return Scanned(handlers.root, handlers.without_namespace, handlers.signatures)


def _parser(handlers: _Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate("UTF-8", _SEPARATOR)
    parser.buffer_text = True
    parser.buffer_size = _CHUNK_BYTES
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    return parser


def _feed_all(source: BinaryIO, parser: expat.XMLParserType, limits: Limits) -> None:
    fed = 0
    while chunk := source.read(_CHUNK_BYTES):
        if fed == 0 and chunk.startswith(_FOREIGN_MARKS):
            raise _wrong_encoding()
        fed += len(chunk)
        if fed > limits.packet_bytes_max:
            raise PacketError(
                "packet_too_large",
                "",
                f"Gói tin vượt mức cho phép ({limits.packet_bytes_max} byte). {_RESEND}",
            )
        parser.Parse(chunk, False)
        # A tag or comment that never ends would otherwise grow inside the parser.
        if fed - parser.CurrentByteIndex > limits.token_bytes_max + _CHUNK_BYTES:
            raise PacketError(
                "token_too_large",
                f"dòng {parser.CurrentLineNumber}",
                f"Gói tin có một thẻ XML hoặc chú thích dài bất thường. {_RESEND}",
            )
    parser.Parse(b"", True)


class _Handlers:
    """What expat calls. `_open` holds the open elements; None stands for one inside a signature."""

    def __init__(self, payloads: Payloads, limits: Limits) -> None:
        self.root: Node | None = None
        self.without_namespace = False
        self.signatures = 0
        self._payloads = payloads
        self._limits = limits
        self._open: list[Node | None] = []
        self._text: list[str] = []
        self._in_payload = False
        self._elements = self._recipients = self._attachments = 0
        self._field_chars = self._header_chars = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._check_bounds(name, attributes)
        parent = self._open[-1] if self._open else None
        if self._open and parent is None:
            self._reset_text()
            self._open.append(None)
            return
        self._refuse_mixed(parent)
        local = self._local_name(name)
        if parent is None and local != "edXML":
            raise PacketError("not_edxml", local[:100], f"Tập tin không phải gói tin edXML. {_RESEND}")
        if local.rpartition("}")[2] == "Signature":
            self.signatures += 1
            self._open.append(None)
            return
        node = Node(local, parent=parent)
        node.attributes = attributes
        self.root = self.root or node
        self._open.append(node)
        self._enter(node)

    def end(self, name: str) -> None:
        del name
        node = self._open.pop()
        if node is None:
            return
        if self._in_payload:
            self._in_payload = False
            self._payloads.close()
            return
        self._refuse_mixed(node if node.children else None)
        node.text = "".join(self._text).strip()
        self._reset_text()

    def text(self, data: str) -> None:
        if not self._open or self._open[-1] is None:
            return
        if self._in_payload:
            self._payloads.feed(data)
            return
        self._count(len(data))
        self._text.append(data)

    def _enter(self, node: Node) -> None:
        """Count what has its own bound; turn to the payload where one begins."""
        self._reset_text()
        if node.path == _RECIPIENT:
            self._recipients += 1
            if self._recipients > self._limits.recipients_max:
                raise PacketError(
                    "too_many_recipients",
                    node.path,
                    f"Gói tin có quá {self._limits.recipients_max} nơi nhận. "
                    "Đề nghị bên gửi chia thành nhiều gói.",
                )
        elif node.path == _ATTACHMENT:
            self._attachments += 1
            if self._attachments > self._limits.attachments_max:
                raise PacketError(
                    "too_many_attachments",
                    node.path,
                    f"Gói tin có quá {self._limits.attachments_max} tập tin đính kèm. "
                    "Đề nghị bên gửi chia thành nhiều gói.",
                )
        elif node.path == _PAYLOAD:
            self._in_payload = True
            attachment = self._open[-2]
            assert attachment is not None, "a payload stands inside an attachment"
            attachment.one("ContentTransferEncoded")
            self._payloads.open(attachment)

    def _check_bounds(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > self._limits.elements_max:
            raise PacketError(
                "too_many_elements", self._where(), f"Gói tin có quá nhiều phần tử XML. {_RESEND}"
            )
        if len(self._open) >= self._limits.depth_max:
            raise PacketError("too_deep", self._where(), f"Gói tin lồng nhau quá sâu. {_RESEND}")
        if len(attributes) > self._limits.attributes_max or len(name) > self._limits.name_chars_max:
            raise PacketError(
                "tag_too_large",
                self._where(),
                f"Một thẻ XML có tên quá dài hoặc quá nhiều thuộc tính. {_RESEND}",
            )
        self._count(len(name) + sum(len(key) + len(text) for key, text in attributes.items()))

    def _count(self, chars: int) -> None:
        self._field_chars += chars
        self._header_chars += chars
        if self._field_chars > self._limits.field_chars_max:
            raise PacketError(
                "field_too_large", self._where(), f"Một trường của gói tin dài bất thường. {_RESEND}"
            )
        if self._header_chars > self._limits.header_chars_max:
            raise PacketError(
                "header_too_large", self._where(), f"Phần thông tin của gói tin dài bất thường. {_RESEND}"
            )

    def _refuse_mixed(self, parent: Node | None) -> None:
        if self._in_payload and parent is not None:
            raise PacketError(
                "base64_invalid", parent.path, f"Nội dung tập tin đính kèm chứa thẻ XML. {_RESEND}"
            )
        if parent is not None and "".join(self._text).strip():
            # A value split by an element would be read differently by different programs.
            raise PacketError(
                "mixed_content", parent.path, f"Một trường vừa có chữ vừa có thẻ con. {_RESEND}"
            )

    def _local_name(self, name: str) -> str:
        """Local name of our elements; `{namespace}name` of foreign ones, which then stay unknown."""
        namespace, _, local = name.rpartition(_SEPARATOR)
        if namespace == NAMESPACE:
            return local
        if not namespace:
            self.without_namespace = True
            return local
        if not self._open:
            raise PacketError(
                "namespace",
                local[:100],
                "Gói tin dùng không gian tên khác với QCVN 102:2016/BTTTT. "
                "Đề nghị bên gửi dùng đúng phiên bản edXML.",
            )
        return f"{{{namespace}}}{local}"

    def _reset_text(self) -> None:
        self._text = []
        self._field_chars = 0

    def _where(self) -> str:
        return next((node.path for node in reversed(self._open) if node is not None), "edXML")


def _check_declaration(version: str, encoding: str | None, standalone: int) -> None:
    del version, standalone
    if encoding is not None and encoding.lower() not in _UTF8:
        raise _wrong_encoding()


def _refuse_doctype(name: str, system: str | None, public: str | None, subset: int) -> None:
    del name, system, public, subset
    raise PacketError(
        "doctype", "", f"Gói tin khai báo DOCTYPE hoặc thực thể (entity); điều này không được phép. {_RESEND}"
    )


def _wrong_encoding() -> PacketError:
    return PacketError("encoding", "", f"Gói tin không dùng bảng mã UTF-8. {_RESEND}")


def _ill_formed(error: expat.ExpatError) -> PacketError:
    where = f"dòng {error.lineno}, cột {error.offset + 1}"
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        return PacketError("entity", where, f"Gói tin dùng thực thể (entity) không được phép. {_RESEND}")
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_MISPLACED_XML_PI]:
        message = "Gói tin có chữ hoặc dấu trắng đứng trước khai báo XML."
    else:
        message = "Gói tin không đúng cú pháp XML."
    return PacketError("not_well_formed", where, f"{message} {_RESEND}")
