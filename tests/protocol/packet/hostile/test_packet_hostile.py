from __future__ import annotations

from io import BytesIO

import pytest

from congvan.packet.check import check
from congvan.packet.errors import PacketError
from congvan.packet.read import read, read_header
from congvan.packet.sink import NullSink
from tests.protocol.packet.build import packet
from tests.protocol.packet.hostile.cases import HOSTILE

_OPENS_THE_ATTACHMENT = ("zip_", "base64_")


@pytest.mark.parametrize("case", HOSTILE)
def test_refused_with_its_code(case):
    raw, code = HOSTILE[case]
    with pytest.raises(PacketError) as refused:
        read(BytesIO(raw), sink=NullSink())
    assert refused.value.code == code
    assert len(refused.value.message) > 20
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize(
    "case", [case for case, (_, code) in HOSTILE.items() if not code.startswith(_OPENS_THE_ATTACHMENT)]
)
def test_the_hub_refuses_it_too_without_opening_attachments(case):
    raw, code = HOSTILE[case]
    with pytest.raises(PacketError) as refused:
        read_header(BytesIO(raw))
    assert refused.value.code in {code, "attachment_mismatch"}


def test_check_reports_a_refusal():
    raw, _ = HOSTILE["billion laughs"]
    report = check(BytesIO(raw))
    assert (report.verdict, report.kind, [finding.code for finding in report.findings]) == (
        "refused",
        None,
        ["doctype"],
    )


def test_a_bomb_is_stopped_early():
    """Refused soon after the floor of 10 MiB, not after the 64 MiB that it holds."""

    class Counting:
        written = 0

        def open(self, content_id, name):
            return self

        def write(self, data):
            self.written += len(data)

        def close(self):
            pass

    sink = Counting()
    raw, _ = HOSTILE["zip bomb"]
    with pytest.raises(PacketError, match="zip_ratio"):
        read(BytesIO(raw), sink=sink)
    assert sink.written <= 11 * 1024 * 1024


def test_every_cut_is_refused():
    raw = packet()
    for length in range(0, len(raw) - 1, 7):
        with pytest.raises(PacketError):
            read(BytesIO(raw[:length]), sink=NullSink())
