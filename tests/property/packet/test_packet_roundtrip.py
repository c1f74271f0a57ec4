"""Reading is the inverse of writing, and no bytes can make reading fail in another way than PacketError."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from congvan.packet.codes import REASON_REQUIRED, Operation, Priority, StatusCode
from congvan.packet.errors import PacketError
from congvan.packet.model import (
    AttachmentInfo,
    Business,
    Code,
    DocumentHeader,
    DocumentPacket,
    Kind,
    Party,
    ReceiverChange,
    Replacement,
    ResponseFor,
    Signer,
    Staff,
    StatusPacket,
    TraceHop,
)
from congvan.packet.names import is_safe_name, safe_name
from congvan.packet.read import read, read_header
from congvan.packet.sink import MemorySink, NullSink
from congvan.packet.sniff import HEAD_BYTES, media_type_of
from congvan.packet.wire import ZONE
from congvan.packet.write import write_document, write_status
from tests.protocol.packet.build import packet as raw_packet
from tests.protocol.packet.build import status_packet as raw_status

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t\r")


def text(most: int, *, least: int = 0):
    # A marking would be refused: its letters are rare enough to be left out by their one letter.
    letters = LETTERS.filter(lambda char: char not in "ậẬ\u0323\ufffe\uffff")
    return st.text(letters, max_size=most).map(str.strip).filter(lambda value: len(value) >= least)


def some(most: int):
    return text(min(most, 40), least=1)


CODES = st.from_regex(r"[A-Z0-9.]{1,35}", fullmatch=True)
DATES = st.dates(date(1000, 1, 1), date(9999, 12, 31))
# Whole seconds; before 1976 the zone had other offsets, and no packet is older.
TIMES = st.integers(0, 2_000_000_000).map(
    lambda seconds: datetime(1980, 1, 1, tzinfo=ZONE) + timedelta(seconds=seconds)
)
NUMBERS = st.none() | st.integers(0, 65_535)
FLAGS = st.none() | st.booleans()
PARTIES = st.builds(
    Party,
    agency_code=CODES,
    parent_name=text(40),
    name=some(200),
    address=text(40),
    email=text(40),
    phone=text(20),
    fax=text(20),
    website=text(40),
)
STAFF = st.none() | st.builds(Staff, department=text(30), name=some(30), phone=text(30), email=text(30))
RESPONSES = st.builds(
    ResponseFor, agency_code=CODES, notation=text(30), issued_on=st.none() | DATES, document_id=some(40)
)
HEADERS = st.builds(
    DocumentHeader,
    sender=PARTIES,
    recipients=st.lists(
        PARTIES, min_size=1, max_size=4, unique_by=lambda party: party.agency_code.casefold()
    ).map(tuple),
    document_id=some(60),
    code=st.builds(Code, number=text(11, least=1), symbol=text(30, least=1)),
    place=text(50),
    issued_on=DATES,
    kind=st.builds(
        Kind, name=some(100), code=st.sampled_from(["1", "2", "18"]), detail=st.sampled_from(["", "0"])
    ),
    subject=some(500),
    content=text(40),
    signer=st.builds(Signer, authority=text(40), position=text(40), name=text(40)),
    due_on=st.none() | DATES,
    recipient_lines=st.lists(some(150), max_size=3).map(tuple),
    priority=st.none()
    | st.sampled_from([Priority.ROUTINE, Priority.URGENT, Priority.VERY_URGENT, Priority.FLASH]),
    sphere=text(40),
    typist_mark=text(10),
    copies=NUMBERS,
    pages=NUMBERS,
    direction=FLAGS,
    annex_titles=st.lists(some(100), max_size=3).map(tuple),
    responses_for=st.lists(RESPONSES, max_size=3).map(tuple),
    steering=NUMBERS,
)


@st.composite
def businesses(draw, document_id: str) -> Business:
    operation = draw(st.sampled_from(Operation))
    changes = st.builds(ReceiverChange, agency_code=CODES, added=st.booleans())
    replaced = st.builds(
        Replacement, document_id=some(40), agency_codes=st.lists(CODES, max_size=3).map(tuple)
    )
    return Business(
        operation=operation,
        document_id=document_id,
        reason=draw(some(500)),
        paper=draw(FLAGS),
        metadata_changed=draw(FLAGS),
        receivers_changed=draw(FLAGS),
        receiver_changes=tuple(draw(st.lists(changes, max_size=3))),
        replacements=tuple(draw(st.lists(replaced, min_size=1, max_size=2))),
        staff=draw(STAFF),
    )


@st.composite
def documents(draw) -> tuple[DocumentPacket, dict[str, bytes]]:
    header = draw(HEADERS)
    contents = draw(
        st.dictionaries(
            st.from_regex(r"[A-Za-z0-9-]{1,36}", fullmatch=True),
            st.binary(min_size=1, max_size=9000),
            max_size=3,
        )
    )
    infos = tuple(
        AttachmentInfo(
            content_id=content_id,
            name=draw(some(60).map(safe_name)),
            content_type="application/zip",
            description=draw(text(30)),
            digest=hashlib.sha256(content).hexdigest(),
            size=len(content),
            media_type=media_type_of(content[:HEAD_BYTES]),
        )
        for content_id, content in contents.items()
    )
    trace = draw(st.lists(st.builds(TraceHop, agency_code=CODES, at=TIMES), min_size=1, max_size=3))
    business = draw(businesses(header.document_id))
    return DocumentPacket(header=header, business=business, trace=tuple(trace), attachments=infos), contents


@given(documents())
@settings(max_examples=60, deadline=None)
def test_a_document_packet_comes_back_as_it_was(generated):
    packet, contents = generated
    out, sink = BytesIO(), MemorySink()
    write_document(packet, attachments={key: BytesIO(content) for key, content in contents.items()}, out=out)
    found = read(BytesIO(out.getvalue()), sink=sink)
    assert (found.header, found.trace, found.business) == (packet.header, packet.trace, packet.business)
    assert found.attachments == packet.attachments
    assert {key: sink.content(key) for key in contents} == contents
    assert {finding.code for finding in found.findings} <= {"attachment_type_mismatch", "pdf_incomplete"}
    assert read_header(BytesIO(out.getvalue())).header == packet.header


@st.composite
def statuses(draw) -> StatusPacket:
    code = draw(st.sampled_from(StatusCode))
    return StatusPacket(
        sender=draw(PARTIES),
        response_for=draw(RESPONSES),
        code=code,
        staff=draw(STAFF),
        description=draw(some(200) if code in REASON_REQUIRED else text(200)),
        timestamp=draw(TIMES),
    )


@given(statuses())
@settings(max_examples=100, deadline=None)
def test_a_status_packet_comes_back_as_it_was(status):
    found = read(BytesIO(write_status(status)), sink=NullSink())
    assert {finding.code for finding in found.findings} <= {"field_missing"}
    assert (found.sender, found.response_for, found.code) == (status.sender, status.response_for, status.code)
    assert (found.staff, found.description, found.timestamp) == (
        status.staff,
        status.description,
        status.timestamp,
    )


def judged(raw: bytes) -> None:
    for door in (lambda: read(BytesIO(raw), sink=NullSink()), lambda: read_header(BytesIO(raw))):
        refused = refusal_of(door)
        assert refused is None or (refused.code and refused.message)


def refusal_of(door) -> PacketError | None:
    try:
        door()
    except PacketError as error:
        return error
    return None


@given(st.binary(max_size=3000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(raw):
    judged(raw)


@given(st.sampled_from([raw_packet(), raw_status()]), st.data())
@settings(max_examples=400, deadline=None)
def test_any_change_of_a_packet_is_read_or_refused(raw, data):
    """Cut, repeat, drop or overwrite a piece somewhere."""
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    put = data.draw(
        st.sampled_from(
            [b"", raw[start:end] * 2, b"&x;", b"<!DOCTYPE a>", b"<a>", b"</To>", b"\x00", b"\xff", b"UEs"]
        )
        | st.binary(max_size=20)
    )
    judged(raw[:start] + put + raw[end:])


@given(st.binary(max_size=400), st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_any_zip_is_read_or_refused(noise, at):
    """Noise over a well-formed zip inside a well-formed packet."""
    from tests.protocol.packet.build import PDF, attachment, zipped

    payload = zipped(PDF)
    judged(raw_packet(attachments=attachment(payload[:at] + noise + payload[at + len(noise) :])))


@given(st.text(max_size=400))
def test_safe_names_are_safe(name):
    safe = safe_name(name)
    assert is_safe_name(safe)
    assert 0 < len(safe) <= 200
    assert not set(safe) & set("/\\:\0\n")
    assert safe not in {".", ".."}
