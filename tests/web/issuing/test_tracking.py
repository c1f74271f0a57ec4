"""“Theo dõi gửi, nhận” and “Giao nhận”: how far each recipient has come, in words, faults first (QD11/D8.K4)."""

import json
from dataclasses import replace
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvan.base.ids import new_id, shorten
from congvan.node.acts.states import OutgoingState, TransmissionState
from congvan.node.documents.models import Document
from congvan.node.inbox.models import HubCursor
from congvan.node.outbox import actions, jobs
from congvan.node.outbox.models import Recipient, StatusRow, Transmission
from congvan.node.outbox.tracking import STAGES, Progress
from congvan.node.outgoing.models import Dispatch, Via
from congvan.packet.codes import StatusCode
from congvan.packet.write import write_status
from tests.node import cast, lives
from tests.node.cast import AT, HUYEN, SO, actor
from tests.node.hub_double import HubDouble
from tests.node.scenes_exchange import status_packet
from tests.web.issuing.desk import words
from tests.web.once import rolled_back
from tests.web.people import client_of
from tests.web.sheets import filled, form_to, page_of

pytestmark = pytest.mark.usefixtures("node")
LIST = f"/{SO}/van-ban-di/theo-doi"
RECEIVER = cast.DIRECTORY[HUYEN]


def released(**changes) -> Document:
    return lives.outgoing_at(OutgoingState.RELEASED, **changes).document


def sent(document, *, receipt="không.phải.biên nhận", state="accepted", message="") -> Transmission:
    row = Transmission.objects.get(document=document)
    answer = {"receipt": receipt, "recipients": [{"agency": HUYEN, "state": state, "message": message}]}
    actions.mark_sent(by=actor("hệ thống"), at=AT, transmission=row, answer=answer)
    return row


def stopped(document) -> Transmission:
    row = Transmission.objects.get(document=document)
    cause = "packet.sender_not_yours: Hệ thống này không gửi thay cơ quan khác."
    actions.mark_dead(by=actor("hệ thống"), at=AT, transmission=row, cause=cause)
    return row


def heard(document, code, *, why="", after=0) -> None:
    """A word of the recipient, through the hub as it really comes."""
    hub = HubDouble()
    packet = status_packet(document, code=code, why=why)
    moved = packet.timestamp + timedelta(minutes=after)
    hub.deliver(write_status(replace(packet, timestamp=moved)), to=SO)
    HubCursor.objects.update(cursor="0")
    hub.pulled_by_node()


def rows_of(response):
    """The list's lines: cell texts by the column's name."""
    return [
        {cell.get("data-name"): " ".join(cell.text_content().split()) for cell in row.iter("td")}
        for row in page_of(response).xpath("//tbody/tr")
    ]


def state_of(client, document) -> str:
    row = next(row for row in rows_of(client.get(LIST)) if row["Văn bản"].startswith(document.notation))
    return row["Trạng thái"]


WORDS = {
    StatusCode.ARRIVED: "Đã đến",
    StatusCode.REJECTED: "Từ chối",
    StatusCode.RECEIVED: "Đã tiếp nhận",
    StatusCode.ASSIGNED: "Đang xử lý",
    StatusCode.IN_PROGRESS: "Đang xử lý",
    StatusCode.FINISHED: "Đã hoàn thành",
    StatusCode.AGREED: "Đã gửi",
    StatusCode.REFUSED: "Đã gửi",
    "07": "Đã gửi",
}


@pytest.mark.law("QD11/D3.K4", "QD11/D8.K4")
def test_d3_k4_each_status_has_its_word():
    document, client = released(), client_of("Vân")
    sent(document)
    facts = {"recipient_code": HUYEN, "received_at": AT, "reported_at": AT}
    for code, word in WORDS.items():
        with rolled_back():
            StatusRow.objects.create(
                agency=cast.agency(), document=document, packet_id=new_id(), code=code, **facts
            )
            assert state_of(client, document) == word, code


def test_every_state_of_a_recipient_comes_from_a_code_of_the_standard():
    assert set(STAGES.values()) == {
        Progress.ARRIVED, Progress.REJECTED, Progress.RECEIVED, Progress.IN_PROGRESS, Progress.FINISHED,
    }  # fmt: skip


def test_before_anybody_answers():
    waiting, gone, dead, nowhere = (released(subject=f"văn bản {n}") for n in range(4))
    sent(gone)
    stopped(dead)
    sent(nowhere, state="refused", message="Mã cơ quan đã đóng từ 01/01/2018.")
    client = client_of("Vân")
    assert state_of(client, waiting) == "Chờ gửi"
    assert state_of(client, gone) == "Đã gửi"
    found = rows_of(client.get(LIST))
    by_state = {row["Trạng thái"]: row for row in found}
    assert by_state["Chưa gửi được"]["Lý do"] == (
        "Hệ thống này không gửi thay cơ quan khác. (packet.sender_not_yours)"
    )
    assert by_state["Trục không chuyển được"]["Lý do"] == "Mã cơ quan đã đóng từ 01/01/2018."


def test_hub_that_does_not_answer_is_told_and_will_be_asked_again():
    document = released()
    hub = HubDouble(unreachable=True)
    jobs.send_due(hub)
    found = rows_of(client_of("Vân").get(LIST))[0]
    assert (found["Trạng thái"], found["Lý do"]) == (
        "Chờ gửi", "Trục chưa trả lời sau 1 lần gửi; hệ thống tự gửi lại.",
    )  # fmt: skip
    assert document.notation in found["Văn bản"]


@pytest.mark.law("QD11/D5.K6.b")
def test_d5_k6_b_a_refusal_stands_first_with_its_reason():
    refused, fine = released(subject="bị từ chối"), released(subject="gửi sau")
    for document in (refused, fine):
        sent(document)
    heard(refused, StatusCode.REJECTED, why="Gửi nhầm đơn vị nhận: thuộc Phòng Nội vụ.")
    client = client_of("Vân")
    found = rows_of(client.get(LIST))
    assert [row["Trạng thái"] for row in found] == ["Từ chối", "Đã gửi"]
    assert found[0]["Lý do"] == "Gửi nhầm đơn vị nhận: thuộc Phòng Nội vụ."
    page = client.get(f"/{SO}/van-ban-di/{shorten(refused.pk)}")
    alerts = [" ".join(one.text_content().split()) for one in page_of(page).xpath("//*[@role='alert']")]
    assert alerts == [f"{RECEIVER} từ chối tiếp nhậnGửi nhầm đơn vị nhận: thuộc Phòng Nội vụ."]


def test_the_latest_word_counts_and_of_one_second_the_furthest():
    document = released()
    sent(document)
    heard(document, StatusCode.RECEIVED)
    heard(document, StatusCode.ARRIVED)
    client = client_of("Vân")
    assert state_of(client, document) == "Đã tiếp nhận"
    heard(document, StatusCode.REJECTED, why="Trả lại.", after=5)
    assert state_of(client, document) == "Từ chối"


def test_filters_count_and_choose():
    first, second = released(subject="một"), released(subject="hai")
    sent(first)
    heard(first, StatusCode.FINISHED)
    stopped(second)
    client = client_of("Vân")
    chips = {
        " ".join(one.text_content().split()): one.get("href")
        for one in page_of(client.get(LIST)).xpath("//*[contains(@class,'chips')]//a")
    }
    assert set(chips) == {"Tất cả 2", "Cần xem 1", "Đã hoàn thành 1"}
    assert [row["Trạng thái"] for row in rows_of(client.get(chips["Cần xem 1"]))] == ["Chưa gửi được"]
    nothing = client.get(LIST, {"loc": "da-den"})
    assert "Không có nơi nhận nào ở trạng thái đã đến" in words(nothing)
    assert client.get(LIST, {"loc": "lạ", "sau": "lạ"}).status_code == 200


def test_nothing_sent_yet():
    assert "Chưa gửi văn bản nào qua trục" in words(client_of("Vân").get(LIST))


def test_fifty_a_page_faults_first_none_twice_none_left_out():
    document = released()
    row = sent(document)
    Recipient.objects.bulk_create(
        Recipient(agency=row.agency, transmission=row, code=f"X{n}", name=f"Nơi {n}", accepted=n % 30 != 0)
        for n in range(119)
    )
    client, names, states, address = client_of("Vân"), [], [], LIST
    while address:
        response = client.get(address)
        found = rows_of(response)
        assert len(found) <= 50
        names += [one["Cơ quan nhận"] for one in found]
        states += [one["Trạng thái"] for one in found]
        older = page_of(response).xpath("//a[@rel='next']/@href")
        address = older[0] if older else ""
    assert sorted(names) == sorted([RECEIVER, *(f"Nơi {n}" for n in range(119))])
    assert states == ["Trục không chuyển được"] * 4 + ["Đã gửi"] * 116


def test_few_queries_for_many_rows():
    row = sent(released())
    Recipient.objects.bulk_create(
        Recipient(agency=row.agency, transmission=row, code=f"X{n}", name=f"Nơi {n}") for n in range(60)
    )
    client = client_of("Vân")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(LIST).status_code == 200
    assert len(seen) <= 12, [one["sql"][:120] for one in seen]


@pytest.mark.law("QD11/D8.K4")
def test_d8_k4_sent_again_once_its_cause_is_gone():
    document = released()
    row = stopped(document)
    client = client_of("Vân")
    path = f"{LIST}/{shorten(row.pk)}/gui-lai"
    sheet = filled(form_to(client.get(LIST), path), {})
    response = sheet.send(client)
    assert (response.status_code, response["Location"]) == (303, LIST)
    assert f"Đã xếp {document.notation} vào hàng gửi lại." in words(client.get(LIST))
    assert Transmission.objects.get(pk=row.pk).state == TransmissionState.QUEUED
    assert sheet.send(client).status_code == 303, "the same click again"
    hub = HubDouble()
    assert jobs.send_due(hub) == 1
    assert hub.posted == [row.packet_id]
    sheet.values["idempotency_key"] = "một yêu cầu khác"
    assert sheet.send(client).status_code == 409


def test_stopped_packet_can_be_sent_again_from_its_document_too():
    document = released()
    row = stopped(document)
    page = client_of("Vân").get(f"/{SO}/van-ban-di/{shorten(document.pk)}", {"the": "giao-nhan"})
    assert form_to(page, f"{LIST}/{shorten(row.pk)}/gui-lai") is not None


def test_who_may_follow_and_who_may_send_again():
    row = stopped(released())
    path = f"{LIST}/{shorten(row.pk)}/gui-lai"
    leader = client_of("Lâm")
    assert leader.get(LIST).status_code == 200
    assert path.encode() not in leader.get(LIST).content
    assert leader.post(path).status_code == 403
    for name in ("Chi", "Phú", "Quân"):
        assert client_of(name).get(LIST).status_code == 403
    theirs = client_of("Ngọc").post(path.replace(SO, HUYEN), {"idempotency_key": "x"})
    assert theirs.status_code == 404
    assert Transmission.objects.get(pk=row.pk).state == TransmissionState.DEAD


def test_tab_lists_every_road():
    document = released()
    sent(document)
    life = document.outgoing.get()
    for via, name in ((Via.INTERNAL, "Văn phòng"), (Via.PAPER, "Hội Khuyến học tỉnh")):
        Dispatch.objects.create(
            agency=life.agency, outgoing=life, via=via, name=name, electronic_only=via == Via.INTERNAL
        )
    page = client_of("Chi").get(f"/{SO}/van-ban-di/{shorten(document.pk)}", {"the": "giao-nhan"})
    found = {row.get("Nơi nhận"): row.get("Trạng thái") for row in rows_of(page)}
    assert found[RECEIVER] == "Đã gửi"
    assert (found["Văn phòng"], found["Hội Khuyến học tỉnh"]) == ("Đã chuyển", "Gửi bản giấy")
    assert "Không đọc được biên nhận của trục. Báo quản trị hệ thống." in words(page)


def test_draft_has_no_tab_of_delivery():
    life = lives.outgoing_at(OutgoingState.ISSUED)
    page = client_of("Vân").get(f"/{SO}/van-ban-di/{shorten(life.document_id)}")
    assert "Giao nhận" not in words(page)


RECEIVED = {
    "level": "L1",
    "iss": "congvan-hub",
    "digest": "ab" * 32,
    "received_at": "2018-05-07T08:05:09+07:00",
}


def receipt(key: Ed25519PrivateKey) -> str:
    return jwt.PyJWS().encode(json.dumps(RECEIVED).encode(), key, algorithm="EdDSA")


def verdict(document) -> str:
    page = client_of("Vân").get(f"/{SO}/van-ban-di/{shorten(document.pk)}", {"the": "giao-nhan"})
    return next(row["Trục xác nhận"] for row in rows_of(page) if "Trục xác nhận" in row)


def test_receipt_of_the_hub_in_one_sentence():
    ours, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    document = released()
    row = sent(document, receipt=receipt(ours))
    start = "Trục đã nhận gói tin lúc 08:05:09 ngày 07/05/2018, mã băm abababababab…; "
    assert verdict(document) == (f"{start}chưa kiểm được chữ ký vì hệ thống chưa có khóa công khai của trục.")
    path = settings.SITE.path(settings.SITE.hub_key)
    path.write_bytes(ours.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    try:
        assert verdict(document) == f"{start}chữ ký của trục hợp lệ."
        Transmission.objects.filter(pk=row.pk).update(receipt=receipt(other))
        assert verdict(document) == f"{start}chữ ký của trục không hợp lệ. Báo quản trị hệ thống."
    finally:
        path.unlink()
