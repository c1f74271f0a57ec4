"""Raw packets for tests, written by hand and not by our own writer."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from pathlib import Path

from congvan.packet.codes import NAMESPACE
from congvan.packet.read import read
from congvan.packet.sink import MemorySink

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
SDK = SHARED / "samples/edxml/vpcp-sdk-2019"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
FROM = "<From><OrganId>000.00.00.H45</OrganId><OrganName>UBND tỉnh Phú Yên</OrganName></From>"
TO = "<To><OrganId>000.00.05.H45</OrganId><OrganName>Sở Nội vụ</OrganName></To>"
DOCUMENT_ID = "<DocumentId>000.00.00.H45,2018/03/27,11/2018/QĐ-UBND</DocumentId>"
FIELDS = (
    "<Code><CodeNumber>11</CodeNumber><CodeNotation>2018/QĐ-UBND</CodeNotation></Code>"
    "<PromulgationInfo><Place>Phú Yên</Place><PromulgationDate>2018/03/27</PromulgationDate></PromulgationInfo>"
    "<DocumentType><Type>1</Type><TypeName>Quyết định</TypeName></DocumentType>"
    "<Subject>Ban hành Quy chế quản lý, sử dụng Hệ thống quản lý văn bản và điều hành</Subject>"
)
TRACE = (
    "<TraceHeaderList><TraceHeader><OrganId>000.00.00.H45</OrganId><Timestamp>2018/03/27 15:30:00</Timestamp>"
    "</TraceHeader><Bussiness><BussinessDocType>0</BussinessDocType></Bussiness></TraceHeaderList>"
)
MESSAGE = FROM + TO + DOCUMENT_ID + FIELDS
STATUS = (
    f"{FROM}<ResponseFor><OrganId>000.00.05.H45</OrganId><Code>11/QĐ</Code>"
    "<PromulgationDate>2018/03/27</PromulgationDate><DocumentId>x</DocumentId></ResponseFor>"
    "<StatusCode>03</StatusCode><Timestamp>2018/03/30 07:30:00</Timestamp>"
)


def zipped(content: bytes, *, name: str = "0f.pdf", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def reference(content_id: str = "cid:1", name: str = "QĐ 11.pdf") -> str:
    return (
        f"<Reference><ContentId>{content_id}</ContentId><ContentType>application/zip</ContentType>"
        f"<AttachmentName>{name}</AttachmentName></Reference>"
    )


def attachment(payload: bytes | str, content_id: str = "cid:1", name: str = "QĐ 11.pdf") -> str:
    text = payload if isinstance(payload, str) else base64.b64encode(payload).decode()
    return (
        f"<Attachment><ContentId>{content_id}</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<ContentType>application/zip</ContentType><ContentTransferEncoded>{text}</ContentTransferEncoded>"
        "</Attachment>"
    )


def packet(
    *,
    message: str = MESSAGE,
    trace: str = TRACE,
    references: str | None = None,
    attachments: str | None = None,
    namespace: str = f' xmlns="{NAMESPACE}"',
    before: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    references = reference() if references is None else references
    attachments = attachment(zipped(PDF)) if attachments is None else attachments
    return (
        f"{before}<edXML{namespace}><edXMLEnvelope><edXMLHeader><MessageHeader>{message}</MessageHeader>{trace}"
        f"</edXMLHeader><edXMLBody><edXMLManifest>{references}</edXMLManifest></edXMLBody></edXMLEnvelope>"
        f"<AttachmentEncoded>{attachments}</AttachmentEncoded></edXML>"
    ).encode()


def status_packet(message: str = STATUS) -> bytes:
    return (
        f'<edXML xmlns="{NAMESPACE}"><edXMLEnvelope><edXMLHeader><MessageHeader>{message}</MessageHeader>'
        "</edXMLHeader></edXMLEnvelope></edXML>"
    ).encode()


def reading(raw: bytes, **more):
    return read(BytesIO(raw), sink=MemorySink(), **more)


def codes(found) -> set[str]:
    return {finding.code for finding in found.findings}
