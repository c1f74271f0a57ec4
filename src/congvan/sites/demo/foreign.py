"""A packet as another vendor's system writes it: an unsigned scan of Sở Thông tin và Truyền thông."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import datetime
from html import escape

from congvan.packet.codes import NAMESPACE

SENDER, SENDER_NAME = "000.00.13.H45", "Sở Thông tin và Truyền thông tỉnh Phú Yên"
RECIPIENT, RECIPIENT_NAME = "000.00.16.H45", "Sở Giáo dục và Đào tạo tỉnh Phú Yên"


def make_packet(*, notation: str, at: datetime, pdf: bytes, subject: str, sphere: str = "") -> bytes:
    """An edXML packet with one zipped PDF, written by hand and not by our writer."""
    number, _, symbol = notation.partition("/")
    return _TEMPLATE.format(
        namespace=NAMESPACE, sender=SENDER, sender_name=SENDER_NAME, recipient=RECIPIENT,
        recipient_name=RECIPIENT_NAME, number=number, symbol=symbol, day=f"{at:%Y/%m/%d}",
        moment=f"{at:%Y/%m/%d %H:%M:%S}", subject=escape(subject), sphere=escape(sphere),
        payload=base64.b64encode(_zip(pdf)).decode(),
    ).encode()  # fmt: skip


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
        <From><OrganId>{sender}</OrganId><OrganName>{sender_name}</OrganName></From>
        <To><OrganId>{recipient}</OrganId><OrganName>{recipient_name}</OrganName></To>
        <Code><CodeNumber>{number}</CodeNumber><CodeNotation>{symbol}</CodeNotation></Code>
        <PromulgationInfo><Place>Phú Yên</Place><PromulgationDate>{day}</PromulgationDate></PromulgationInfo>
        <DocumentType><Type>2</Type><TypeName>Công văn</TypeName></DocumentType>
        <Subject>{subject}</Subject>
        <OtherInfo><Priority>0</Priority><SphereOfPromulgation>{sphere}</SphereOfPromulgation></OtherInfo>
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
          <AttachmentName>van-ban.pdf</AttachmentName>
        </Reference>
      </edXMLManifest>
    </edXMLBody>
  </edXMLEnvelope>
  <AttachmentEncoded>
    <Attachment>
      <ContentId>1</ContentId><AttachmentName>van-ban.pdf</AttachmentName>
      <ContentType>application/pdf</ContentType>
      <ContentTransferEncoded>{payload}</ContentTransferEncoded>
    </Attachment>
  </AttachmentEncoded>
</edXML>
"""
