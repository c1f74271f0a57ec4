"""edXML by hand, as another vendor would write it: the hub reads bytes, not our own writer's output."""

import base64
import io
import zipfile
from collections.abc import Sequence

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


def document(
    sender: str,
    to: Sequence[str],
    *,
    document_id: str = "000.00.00.H45,2018/03/27,11/2018/QĐ-UBND",
    operation: int = 0,
    subject: str = "Ban hành Quy chế quản lý, vận hành, sử dụng hệ thống quản lý văn bản",
    sphere: str = "",
    content: bytes = b"%PDF-1.7 not really",
) -> bytes:
    parties = "".join(f"<To><OrganId>{code}</OrganId><OrganName>Nơi nhận</OrganName></To>" for code in to)
    other = f"<OtherInfo><SphereOfPromulgation>{sphere}</SphereOfPromulgation></OtherInfo>" if sphere else ""
    head = (
        f"<From><OrganId>{sender}</OrganId><OrganName>Nơi gửi</OrganName></From>{parties}"
        f"<DocumentId>{document_id}</DocumentId>"
        "<Code><CodeNumber>11</CodeNumber><CodeNotation>2018/QĐ-UBND</CodeNotation></Code>"
        "<PromulgationInfo><Place>Phú Yên</Place><PromulgationDate>2018/03/27</PromulgationDate></PromulgationInfo>"
        "<DocumentType><Type>1</Type><TypeName>Quyết định</TypeName></DocumentType>"
        f"<Subject>{subject}</Subject>{other}"
    )
    trace = (
        f"<TraceHeaderList><TraceHeader><OrganId>{sender}</OrganId><Timestamp>2018/03/27 10:00:00</Timestamp>"
        f"</TraceHeader><Bussiness><BussinessDocType>{operation}</BussinessDocType><Paper>0</Paper>"
        f"<DocumentId>{document_id}</DocumentId></Bussiness></TraceHeaderList>"
    )
    fields = "<ContentType>application/zip</ContentType><AttachmentName>11.pdf</AttachmentName>"
    body = (
        '<edXMLBody><edXMLManifest version="1.0"><Reference><ContentId>cid:1</ContentId>'
        f"{fields}</Reference></edXMLManifest></edXMLBody>"
    )
    attached = (
        f"<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId>{fields}"
        f"<ContentTransferEncoded>{_zipped(content)}</ContentTransferEncoded></Attachment></AttachmentEncoded>"
    )
    return _envelope(f"<MessageHeader>{head}</MessageHeader>{trace}", body, attached)


def status(
    sender: str, to: str, *, code: str = "01", document_id: str = "000.00.00.H45,2018/03/27,11"
) -> bytes:
    head = (
        f"<MessageHeader><From><OrganId>{sender}</OrganId></From>"
        f"<ResponseFor><OrganId>{to}</OrganId><Code>11/2018/QĐ-UBND</Code>"
        f"<PromulgationDate>2018/03/27</PromulgationDate><DocumentId>{document_id}</DocumentId></ResponseFor>"
        f"<StatusCode>{code}</StatusCode><Timestamp>2018/03/30 07:30:00</Timestamp></MessageHeader>"
    )
    return _envelope(head)


def _envelope(header: str, body: str = "", attached: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{NAMESPACE}"><edXMLEnvelope>'
        f"<edXMLHeader>{header}</edXMLHeader>{body}</edXMLEnvelope>{attached}</edXML>"
    ).encode()


def _zipped(content: bytes) -> str:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("11.pdf", content)
    return base64.b64encode(kept.getvalue()).decode()
