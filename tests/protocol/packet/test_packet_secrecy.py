"""Secret documents are refused at every door. Law: QD11/D2.K2."""

from __future__ import annotations

from io import BytesIO

import pytest

from congvan.packet.errors import PacketError
from congvan.packet.read import read_header
from congvan.packet.secrecy import is_marking
from tests.protocol.packet.build import MESSAGE, codes, packet, reading

MARKED = [
    "<OtherInfo><SphereOfPromulgation>Mật</SphereOfPromulgation></OtherInfo>",
    "<OtherInfo><SphereOfPromulgation>TỐI MẬT</SphereOfPromulgation></OtherInfo>",
    "<OtherInfo><SphereOfPromulgation>Tuyệt  mật.</SphereOfPromulgation></OtherInfo>",
    "<OtherInfo><SphereOfPromulgation>TOI MAT</SphereOfPromulgation></OtherInfo>",
    "<OtherInfo><Priority>Mật</Priority></OtherInfo>",
    "<OtherInfo><DoMat>Mat</DoMat></OtherInfo>",
    "<Content>[MẬT]</Content>",
    '<Content level="Mật">x</Content>',
    "<SecurityLevel>Tối mật</SecurityLevel>",
    # The same letters as base letter and separate mark.
    "<Content>Ma\u0323\u0302t</Content>",
]
LAWFUL = [
    "<Content>Về công tác bảo mật thông tin</Content>",
    "<Content>Sổ văn bản mật</Content>",
    "<Content>Thực hiện chế độ mật</Content>",
    "<SignerInfo><FullName>Mat</FullName></SignerInfo>",
    "<OtherInfo><SphereOfPromulgation>Công khai</SphereOfPromulgation></OtherInfo>",
    "<OtherInfo><DoMat>0</DoMat></OtherInfo>",
    "<OtherInfo><DoMat>Thường</DoMat></OtherInfo>",
]


@pytest.mark.law("QD11/D2.K2")
@pytest.mark.parametrize("field", MARKED)
def test_d2_k2_a_packet_marked_secret_is_refused_by_node_and_hub(field):
    raw = packet(message=MESSAGE + field)
    for door in (reading, lambda raw: read_header(BytesIO(raw))):
        with pytest.raises(PacketError) as refused:
            door(raw)
        assert refused.value.code == "secret"
        assert "Điều 2 khoản 2" in refused.value.message


@pytest.mark.law("QD11/D2.K2")
@pytest.mark.parametrize("field", LAWFUL)
def test_d2_k2_the_word_inside_a_text_is_no_marking(field):
    found = reading(packet(message=MESSAGE + field))
    assert "secrecy_unclear" not in codes(found)


@pytest.mark.law("QD11/D2.K2")
def test_d2_k2_an_unclear_secrecy_field_is_a_question_to_the_clerk():
    assert "secrecy_unclear" in codes(reading(packet(message=MESSAGE + "<DoMat>2</DoMat>")))


def test_markings():
    assert all(map(is_marking, ("Mật", "mật", "TUYỆT MẬT", " Tối mật ", "«Mật»")))
    assert not any(map(is_marking, ("", "mat", "Bảo mật", "Mật ong", "Không mật", "mật" * 100)))
