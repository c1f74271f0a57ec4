"""A packet as another vendor's system writes it; of Sở Thông tin và Truyền thông unless told otherwise."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from congvan.packet.codes import NAMESPACE

Party = tuple[str, str]
"""Code on the hub and name."""

STTTT: Party = ("000.00.13.H45", "Sở Thông tin và Truyền thông tỉnh Phú Yên")
SGDDT: Party = ("000.00.16.H45", "Sở Giáo dục và Đào tạo tỉnh Phú Yên")


def make_packet(
    *, notation: str, at: datetime, pdf: bytes, subject: str, sphere: str = "", sender: Party = STTTT,
    recipients: Sequence[Party] = (SGDDT,), kind: str = "Công văn", signer: str = "", due: date | None = None,
    urgency: int = 0, file_name: str = "van-ban.pdf",
) -> bytes:  # fmt: skip
    """An edXML packet with one zipped PDF, written by hand and not by our writer. `urgency` is 0 to 3."""
    number, _, symbol = notation.partition("/")
    more = f"<SignerInfo><FullName>{escape(signer)}</FullName></SignerInfo>" if signer else ""
    more += f"<DueDate>{due:%Y/%m/%d}</DueDate>" if due else ""
    return _TEMPLATE.format(
        namespace=NAMESPACE, sender=sender[0], parties="".join(_party("To", *one) for one in recipients),
        origin=_party("From", *sender), number=number, symbol=symbol, day=f"{at:%Y/%m/%d}",
        moment=f"{at:%Y/%m/%d %H:%M:%S}", subject=escape(subject), sphere=escape(sphere), kind=escape(kind),
        more=more, urgency=urgency, file_name=escape(file_name),
        payload=base64.b64encode(_zip(pdf)).decode(),
    ).encode()  # fmt: skip


def _party(tag: str, code: str, name: str) -> str:
    return f"<{tag}><OrganId>{code}</OrganId><OrganName>{escape(name)}</OrganName></{tag}>"


def _zip(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("van-ban.pdf", pdf)
    return out.getvalue()


_TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="{namespace}">
  <edXMLEnvelope>
    <edXMLHeader>
      <MessageHeader>
        {origin}{parties}
        <Code><CodeNumber>{number}</CodeNumber><CodeNotation>{symbol}</CodeNotation></Code>
        <PromulgationInfo><Place>Phú Yên</Place><PromulgationDate>{day}</PromulgationDate></PromulgationInfo>
        <DocumentType><Type>2</Type><TypeName>{kind}</TypeName></DocumentType>
        <Subject>{subject}</Subject>{more}
        <OtherInfo><Priority>{urgency}</Priority><SphereOfPromulgation>{sphere}</SphereOfPromulgation></OtherInfo>
        <DocumentId>{sender},{day},{number}/{symbol}</DocumentId>
      </MessageHeader>
      <TraceHeaderList>
        <Bussiness><BussinessDocType>0</BussinessDocType><Paper>0</Paper></Bussiness>
        <TraceHeader><OrganId>{sender}</OrganId><Timestamp>{moment}</Timestamp></TraceHeader>
      </TraceHeaderList>
    </edXMLHeader>
    <edXMLBody>
      <edXMLManifest version="1.0">
        <Reference>
          <ContentId>cid:1</ContentId><ContentType>application/pdf</ContentType>
          <AttachmentName>{file_name}</AttachmentName>
        </Reference>
      </edXMLManifest>
    </edXMLBody>
  </edXMLEnvelope>
  <AttachmentEncoded>
    <Attachment>
      <ContentId>1</ContentId><AttachmentName>{file_name}</AttachmentName>
      <ContentType>application/pdf</ContentType>
      <ContentTransferEncoded>{payload}</ContentTransferEncoded>
    </Attachment>
  </AttachmentEncoded>
</edXML>
"""
