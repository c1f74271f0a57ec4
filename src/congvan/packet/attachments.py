"""Attachments as they stream past: base64, perhaps a zip of one entry, then the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from congvan.packet.base64s import Base64Decoder
from congvan.packet.content import Content, Measured
from congvan.packet.errors import PacketError
from congvan.packet.names import safe_name
from congvan.packet.unzip import EMPTY, ENTRY, OneEntryUnzipper, entries_error

if TYPE_CHECKING:
    from congvan.packet.findings import Findings
    from congvan.packet.limits import Limits
    from congvan.packet.node import Node
    from congvan.packet.sink import Sink, Writer

_MAGIC_BYTES = 4


class Payloads(Protocol):
    """What the scanner tells about the payload of each Attachment element."""

    def open(self, attachment: Node) -> None: ...
    def feed(self, text: str) -> None: ...
    def close(self) -> None: ...
    def abandon(self) -> None: ...


def content_id_of(node: Node) -> str:
    """ContentId without `cid:`, which some senders write on one side only."""
    return node.value("ContentId").removeprefix("cid:").strip()


class SkippedPayloads:
    """For reading headers: notes only which attachments have something in them."""

    def __init__(self) -> None:
        self.filled: set[str] = set()
        self._content_id = ""

    def open(self, attachment: Node) -> None:
        self._content_id = content_id_of(attachment)

    def feed(self, text: str) -> None:
        if not text.isspace():
            self.filled.add(self._content_id)

    def close(self) -> None:
        """Nothing was opened."""

    def abandon(self) -> None:
        """Nothing was opened."""


class StreamedPayloads:
    """Decodes each payload into the sink and remembers what it measured, by content id."""

    def __init__(self, *, sink: Sink, limits: Limits, findings: Findings) -> None:
        self.measured: dict[str, Measured] = {}
        self._sink = sink
        self._limits = limits
        self._findings = findings
        self._bytes_left = limits.attachments_bytes_max
        self._current: _Payload | None = None

    def open(self, attachment: Node) -> None:
        where = attachment.path
        content_id = content_id_of(attachment)
        if not content_id:
            raise PacketError(
                "attachment_order",
                where,
                "Tập tin đính kèm không có ContentId đứng trước nội dung. Đề nghị bên gửi tạo lại gói tin.",
            )
        if content_id in self.measured:
            raise duplicate_error(where)
        self._current = _Payload(
            content_id=content_id,
            where=f"{where}[{content_id}]",
            writer=self._sink.open(content_id, safe_name(attachment.value("AttachmentName"))),
            limits=self._limits,
            bytes_left=self._bytes_left,
        )

    def feed(self, text: str) -> None:
        assert self._current, "the scanner opens before it feeds"
        self._current.feed(text)

    def close(self) -> None:
        assert self._current, "the scanner opens before it closes"
        payload = self._current
        self.measured[payload.content_id] = payload.finish(self._findings)
        self._bytes_left -= payload.size
        self._current = None
        payload.writer.close()

    def abandon(self) -> None:
        """Close the writer that a failure left open."""
        if self._current:
            self._current.writer.close()
            self._current = None


class _Payload:
    """One payload: decides by the first bytes whether there is a zip around the content."""

    def __init__(
        self, *, content_id: str, where: str, writer: Writer, limits: Limits, bytes_left: int
    ) -> None:
        self.content_id = content_id
        self.writer = writer
        self._where = where
        self._limits = limits
        self._decoder = Base64Decoder(where)
        bytes_max = min(limits.attachment_bytes_max, bytes_left)
        self._content = Content(writer=writer, where=where, bytes_max=bytes_max)
        self._unzipper: OneEntryUnzipper | None = None
        self._held: bytes | None = b""

    @property
    def size(self) -> int:
        return self._content.size

    def feed(self, text: str) -> None:
        data = self._decoder.feed(text)
        if self._held is not None:
            self._held += data
            if len(self._held) < _MAGIC_BYTES:
                return
            data = self._decide(self._held)
        self._pass_on(data)

    def finish(self, findings: Findings) -> Measured:
        self._decoder.close()
        if self._held:
            self._pass_on(self._decide(self._held))
        if self._unzipper:
            self._unzipper.close()
        elif not self._content.size:
            raise empty_error(self._where)
        else:
            findings.add(
                "attachment_not_zipped",
                self._where,
                "Tập tin đính kèm không được nén zip theo quy chuẩn; hệ thống vẫn nhận nguyên nội dung.",
            )
        return self._content.measured()

    def _decide(self, head: bytes) -> bytes:
        self._held = None
        if head.startswith(EMPTY):
            raise entries_error(self._where)
        if head.startswith(ENTRY):
            self._unzipper = OneEntryUnzipper(
                write=self._content.write, where=self._where, limits=self._limits
            )
        return head

    def _pass_on(self, data: bytes) -> None:
        if self._unzipper:
            self._unzipper.feed(data)
        elif data:
            self._content.write(data)


def duplicate_error(where: str) -> PacketError:
    return PacketError(
        "attachment_duplicate",
        where,
        "Hai tập tin đính kèm có cùng ContentId. Đề nghị bên gửi tạo lại gói tin.",
    )


def empty_error(where: str) -> PacketError:
    return PacketError(
        "attachment_empty",
        where,
        "Tập tin đính kèm không có nội dung. Đề nghị bên gửi gửi lại gói tin.",
    )
