"""Điều 2 khoản 2: nothing secret enters, by whichever door it comes."""

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Refusal
from congvan.base.files import vault
from congvan.node.documents.models import Document, Version
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.registers.models import Purpose
from tests.hub import packets
from tests.node import cast, lives, papers
from tests.node.cast import AT, SO, TINH, actor
from tests.node.hub_double import HubDouble

pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.law("QD11/D2.K2")]


def in_stores(data: bytes) -> bool:
    return any(store.has(papers.digest(data)) for store in vault.stores())


SECRET_PACKETS = {
    "header": packets.document(TINH, [SO], sphere="Tuyệt mật", subject="Chuyện kín"),
    "first page": packets.document(TINH, [SO], subject="Chuyện kín", content=papers.secret().pdf),
}


@pytest.mark.parametrize("where", SECRET_PACKETS)
def test_d2_k2_a_secret_packet_is_turned_away_and_only_its_shadow_kept(where):
    hub, packet = HubDouble(), SECRET_PACKETS[where]
    delivery = hub.deliver(packet, to=SO)
    hub.pulled_by_node()
    assert hub.turned_away == {delivery.delivery_id: "secret"}
    assert hub.confirmed == {}
    assert not Document.objects.exists()
    assert not in_stores(packet)
    assert not in_stores(papers.secret().pdf)
    event = AuditEvent.objects.get(act="inbox.turn_away")
    assert event.kept == {
        "packet_id": delivery.packet_id, "digest": delivery.digest, "size": len(packet), "code": "secret",
        "sender": "",
    }  # fmt: skip
    assert "Chuyện kín" not in str(event.kept)


def test_d2_k2_a_document_that_only_speaks_of_secrecy_comes_in():
    hub = HubDouble()
    subject = "Văn bản thuộc chế độ mật: trích Điều 2"
    hub.deliver(packets.document(TINH, [SO], subject=subject), to=SO)
    hub.pulled_by_node()
    assert Incoming.objects.get().document.subject == subject


@pytest.mark.parametrize("marking", ["Mật", "TỐI MẬT", "tuyệt mật"])
def test_d2_k2_paper_with_a_marking_gets_no_number(marking):
    with pytest.raises(Refusal, match="mật") as caught:
        incoming.enter_by_hand(
            by=actor("Vân"), at=AT, register=cast.register(Purpose.INCOMING), channel=Channel.POST,
            description=lives.description(sender_code=""), marking=marking,
        )  # fmt: skip
    assert (caught.value.code, caught.value.law) == ("documents.secret", "QD11/D2.K2")
    assert not Document.objects.exists()
    assert cast.series(Purpose.INCOMING).last == 0


def test_d2_k2_a_scan_with_a_marking_on_page_1_is_not_stored():
    life, pdf = lives.by_paper(), papers.secret().pdf
    with pytest.raises(Refusal) as caught:
        incoming.add_scan(by=actor("Vân"), at=AT, incoming=life, name="quet.pdf", pdf=pdf)
    assert caught.value.code == "documents.secret"
    assert not Version.objects.exists()
    assert not in_stores(pdf)


@pytest.mark.parametrize("place", ["main", "annexes"])
def test_d2_k2_a_draft_with_a_marking_is_refused_and_never_stored(place):
    life = lives.drafting()
    secret, plain = lives.upload(papers.secret().pdf), lives.upload(papers.draft().pdf)
    files = {"main": secret} if place == "main" else {"main": plain, "annexes": [secret]}
    with pytest.raises(Refusal) as caught:
        outgoing.revise(by=actor("Chi"), at=AT, outgoing=life, **files)
    assert caught.value.code == "documents.secret"
    assert not Version.objects.exists()
    assert not in_stores(papers.secret().pdf)
