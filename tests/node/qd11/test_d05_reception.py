"""Điều 5: what arrives is received, registered, or refused on two grounds with the reason."""

from datetime import datetime

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.base.clock import ZONE
from congvan.base.errors import Refusal
from congvan.law.parameters import Ground
from congvan.law.urgency import Urgency
from congvan.node.acts.states import IncomingState
from congvan.node.assignments.queries import held_by
from congvan.node.dossiers import actions as dossiers
from congvan.node.incoming import actions
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.incoming.queries import arrival_stamp, waiting
from congvan.node.notices.queries import unread
from congvan.node.outbox.models import Transmission
from congvan.node.registers.models import Number, Purpose
from congvan.packet.codes import StatusCode
from tests.hub import packets
from tests.node import cast, lives, papers
from tests.node.cast import AT, SO, TINH, actor, seat
from tests.node.hub_double import HubDouble
from tests.node.scenes_office import dossier

pytestmark = pytest.mark.usefixtures("node")
law = pytest.mark.law


def on(day: int, clock: str) -> datetime:
    """A moment of May 2018; the 11th is a Friday."""
    return datetime.fromisoformat(f"2018-05-{day:02d}T{clock}").replace(tzinfo=ZONE)


def pulled(content: bytes) -> Incoming:
    """A document with this PDF, as it comes over the hub."""
    hub = HubDouble()
    hub.deliver(packets.document(TINH, [SO], content=content), to=SO)
    hub.pulled_by_node()
    return Incoming.objects.get()


@law("QD11/D5.K1")
@pytest.mark.parametrize("channel", [Channel.POST, Channel.EMAIL, Channel.FAX])
def test_d5_k1_what_comes_by_any_road_is_registered(channel):
    life = actions.enter_by_hand(
        by=actor("Vân"), at=AT, register=cast.register(Purpose.INCOMING), channel=channel,
        description=lives.description(sender_code=""),
    )  # fmt: skip
    assert (life.state, life.number.value, life.arrival_date) == (IncomingState.REGISTERED, 1, AT.date())


@law("QD11/D5.K1")
def test_d5_k1_all_roads_share_one_series():
    numbers = [lives.by_paper().number.value, lives.registered().number.value, lives.by_paper().number.value]
    assert numbers == [1, 2, 3]


@law("QD11/D5.K2")
def test_d5_k2_eight_working_hours_run_from_delivery_to_the_agency():
    life = lives.arrived(at=on(11, "15:30"))
    assert (life.delivered_at, life.forward_by) == (on(11, "15:30"), on(14, "15:30"))


@law("QD11/D5.K2")
@pytest.mark.parametrize(("submitted_at", "in_time"), [("15:30", True), ("15:31", False)])
def test_d5_k2_the_clock_stops_when_the_document_is_put_before_a_leader(submitted_at, in_time):
    life = lives.registered(at=on(11, "15:30"))
    assert life.forwarded_at is None, "registering does not stop it"
    actions.submit(by=actor("Vân"), at=on(14, submitted_at), incoming=life, to=seat("Lâm"))
    assert lives.fresh(life).forwarded_at == on(14, submitted_at)
    assert AuditEvent.objects.get(act="incoming.submit").kept["within_limit"] is in_time


@law("QD11/D5.K3")
def test_d5_k3_urgent_ones_stand_first_then_what_is_due_first():
    late = lives.arrived(at=on(8, "08:00"))
    early = lives.arrived(at=on(7, "08:00"))
    urgent = lives.arrived(at=on(9, "08:00"), urgency=Urgency.URGENT)
    flash = lives.arrived(at=on(10, "08:00"), urgency=Urgency.FLASH)
    assert list(waiting(actor("Vân"))) == [flash, urgent, early, late]


@law("QD11/D5.K3")
def test_d5_k3_the_recipient_finds_urgent_ones_first_and_is_told():
    routine, urgent = lives.submitted(), lives.submitted(urgency=Urgency.VERY_URGENT)
    assert [line.document for line in held_by(actor("Lâm"))] == [urgent.document, routine.document]
    told = [notice.document_id for notice in unread(actor("Lâm"))]
    assert told == [urgent.document_id, routine.document_id]


@law("QD11/D5.K4.a")
def test_d5_k4_a_paper_gets_its_number_first_and_its_scan_joins_it():
    life = lives.by_paper()
    assert life.number.value == 1
    assert not life.document.versions.exists()
    actions.add_scan(by=actor("Vân"), at=AT, incoming=life, name="quet.pdf", pdf=papers.scan())
    file = life.document.versions.get().files.get()
    assert (file.stored_id, file.standing["origin"]) == (papers.digest(papers.scan()), "scanned")
    assert Number.objects.filter(document_id=life.document_id).count() == 1


@law("QD11/D5.K4.a")
@pytest.mark.parametrize("content", [b"GIF89a", b"%PDF-1.7 torn off"])
def test_d5_k4_a_what_is_not_a_readable_pdf_is_no_scan(content):
    with pytest.raises(Refusal) as caught:
        actions.add_scan(by=actor("Vân"), at=AT, incoming=lives.by_paper(), name="a.pdf", pdf=content)
    assert caught.value.code == "incoming.not_a_pdf"


@law("QD11/D5.K4.b", "QD11/D5.K4.b.T1", "QD11/D5.K4.b.T2", "QD11/D5.K4.b.T3")
def test_d5_k4_b_name_number_and_day_of_the_stamp_are_derived():
    lives.registered()
    life = lives.arrived(at=on(8, "16:00"))
    assert arrival_stamp(life).number is None
    actions.register(by=actor("Vân"), at=on(9, "07:30"), incoming=life, into=cast.register(Purpose.INCOMING))
    stamp = arrival_stamp(lives.fresh(life))
    assert stamp.agency == "Sở Giáo dục và Đào tạo"
    assert stamp.number == 2
    assert stamp.arrival_date == on(9, "07:30").date(), "the day on which the clerk receives it"


@law("QD11/D5.K4.b.T4", "QD11/D5.K4.b.T5")
def test_d5_k4_b_where_it_was_directed_and_filed_follow_from_the_acts():
    life = lives.submitted()
    assert arrival_stamp(life).directed_to == "chưa bút phê"
    actions.direct(by=actor("Lâm"), at=AT, incoming=life, text="Giao Chi.", lead=seat("Chi"))
    dossiers.file_into(by=actor("Chi"), at=AT, dossier=dossier(), document=life.document)
    stamp = arrival_stamp(lives.fresh(life))
    assert (stamp.directed_to, stamp.dossiers) == ("Giao Chi.", ("01.GDTrH",))


@law("QD11/D5.K5")
def test_d5_k5_paper_that_follows_joins_the_number_and_gets_no_second_one():
    life = lives.registered()
    document = life.document
    with pytest.raises(Refusal, match="số đến 1") as caught:
        actions.enter_by_hand(
            by=actor("Vân"), at=AT, register=cast.register(Purpose.INCOMING), channel=Channel.POST,
            description=lives.description(notation=document.notation, sender_code=""),
        )  # fmt: skip
    assert caught.value.law == "QD11/D5.K5"
    same = {"issuer_name": document.issuer_name, "issued_date": document.issued_date}
    copy = actions.join_paper(by=actor("Vân"), at=AT, incoming=life, notation=document.notation, **same)
    assert copy.received_on == AT.date()
    assert cast.series(Purpose.INCOMING).last == 1


@law("QD11/D5.K5")
def test_d5_k5_other_paper_does_not_join():
    life = lives.registered()
    with pytest.raises(Refusal) as caught:
        actions.join_paper(
            by=actor("Vân"), at=AT, incoming=life, issuer_name="Bộ Tài chính", notation="1/BTC",
            issued_date=life.document.issued_date,
        )  # fmt: skip
    assert caught.value.code == "incoming.join_paper.not_the_same"
    assert not life.paper_copies.exists()


def rejected(life: Incoming, ground: Ground, reason: str = "Không đúng nơi nhận.") -> None:
    actions.reject(by=actor("Vân"), at=AT, incoming=life, ground=ground, reason=reason)


@law("QD11/D5.K6.a")
def test_d5_k6_a_sent_to_the_wrong_agency_is_a_ground():
    life = lives.arrived()
    rejected(life, Ground.WRONG_RECIPIENT)
    assert lives.fresh(life).state == IncomingState.REJECTED
    assert lives.fresh(life).number is None, "a refused document takes no number"
    status = Transmission.objects.get(document=life.document, status_code=StatusCode.REJECTED)
    assert status.not_before == AT


@law("QD11/D5.K6.a")
def test_d5_k6_a_lack_of_legal_value_is_a_ground_with_the_evidence_of_the_check():
    life = pulled(papers.draft().pdf)
    rejected(life, Ground.NO_LEGAL_VALUE, "Thiếu chữ ký số.")
    evidence = life.rejections.get().evidence
    assert evidence["standing"]["legal_class"] == ""
    assert evidence["digest"] == papers.digest(papers.draft().pdf)


@law("QD11/D5.K6.a", "QD11/D3.K1.a")
def test_d5_k6_a_a_document_of_full_value_is_not_refused_for_lack_of_it():
    life = pulled(papers.born_signed())
    with pytest.raises(Refusal) as caught:
        rejected(life, Ground.NO_LEGAL_VALUE, "Không tin.")
    assert caught.value.code == "incoming.reject.has_legal_value"
    assert lives.fresh(life).state == IncomingState.ARRIVED


@law("QD11/D5.K6.a")
def test_d5_k6_a_no_third_ground_under_this_regulation():
    with pytest.raises(Refusal) as caught:
        rejected(lives.arrived(), Ground.NOT_AUTHENTIC)
    assert caught.value.code == "incoming.reject.ground_not_allowed"


@law("QD11/D5.K6.b")
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_d5_k6_b_rejection_without_reason_is_refused(reason):
    life = lives.arrived()
    with pytest.raises(Refusal, match="Phải ghi rõ lý do") as caught:
        rejected(life, Ground.WRONG_RECIPIENT, reason)
    assert (caught.value.law, caught.value.param) == ("QD11/D5.K6.b", "reason")
    assert lives.fresh(life).state == IncomingState.ARRIVED
    assert not Transmission.objects.filter(status_code=StatusCode.REJECTED).exists()
    assert AuditEvent.objects.get(act="incoming.reject").outcome == "refused"


@law("QD11/D5.K6.a")
@pytest.mark.parametrize("content", [b"%PDF-1.7 torn off", b"no PDF at all"])
def test_d5_k6_a_an_unreadable_file_arrives_without_value_and_stops_no_other(content):
    hub = HubDouble()
    for pdf in (content, papers.born_signed()):
        hub.deliver(packets.document(TINH, [SO], content=pdf), to=SO)
    hub.pulled_by_node()
    assert len(hub.confirmed) == 2
    broken, whole = Incoming.objects.order_by("id")
    assert [life.document.versions.get().files.first().legal_class for life in (broken, whole)] == [
        "",
        "loại 1",
    ]
    rejected(broken, Ground.NO_LEGAL_VALUE, "Không mở được tập tin.")
    assert lives.fresh(broken).state == IncomingState.REJECTED
