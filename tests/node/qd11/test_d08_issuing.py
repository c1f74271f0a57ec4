"""Điều 8: number and date after the leader's signature, then the seal; release; two stores."""

from datetime import datetime, timedelta

import pytest
from pyhanko.pdf_utils.generic import pdf_name, pdf_string

from congvan.base.audit.models import AuditEvent
from congvan.base.clock import ZONE
from congvan.base.errors import Refusal, Stale
from congvan.base.files import vault
from congvan.base.files.models import StoredCopy
from congvan.law.urgency import Urgency
from congvan.node.acts.states import OutgoingState
from congvan.node.assignments.queries import held_by
from congvan.node.documents.assessment import trust
from congvan.node.documents.models import Because, File, FileRole
from congvan.node.documents.queries import content, latest_main_file, sees
from congvan.node.outbox.models import Transmission, sendable
from congvan.node.outgoing import actions
from congvan.node.outgoing.ceremony import clerk_seals
from congvan.node.outgoing.dispatching import AxisRecipient, InternalRecipient, PaperRecipient
from congvan.node.outgoing.models import Issuance, Outgoing
from congvan.node.outgoing.queries import frozen_seal, newest_version, to_issue
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers import actions as registers
from congvan.node.registers.models import Number, Purpose
from congvan.packet.codes import StatusCode
from congvan.packet.read import read_header
from congvan.reading import read_pages
from congvan.signing.report import Change, SignatureReport, SignerKind
from congvan.signing.verify import verify
from congvan.signing.writer import open_for_update
from congvan.sites.demo.pki import PIN
from tests.node import cast, lives, papers
from tests.node.cast import AT, HUYEN, TINH, actor, seat
from tests.node.scene import signed

pytestmark = pytest.mark.usefixtures("node")
law = pytest.mark.law
NEXT_DAY = AT + timedelta(days=1)
ROOM = "000.05.31.H45"


def numbered(life: Outgoing, *, at: datetime = AT, seal: str = "so") -> Issuance:
    return actions.assign_number(
        by=actor("Vân", at=at), at=at, outgoing=life, register=cast.register(Purpose.OUTGOING),
        chain=cast.key(seal).certificate_chain(),
    )  # fmt: skip


def report_on(life: Outgoing) -> SignatureReport:
    file = latest_main_file(life.document)
    assert file is not None
    return verify(content(file), policy=trust(), at=NEXT_DAY)


def released(life: Outgoing, *recipients: object) -> list:
    return actions.release(by=actor("Vân"), at=AT, outgoing=life, recipients=list(recipients))


def to(code: str, *, electronic_only: bool = True) -> AxisRecipient:
    return AxisRecipient(code=code, name=cast.DIRECTORY[code], electronic_only=electronic_only)


# — khoản 1 —


@law("QD11/D8.K1")
def test_d8_k1_a_number_written_a_day_after_the_signature_leaves_both_signatures_valid():
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    numbered(life, at=NEXT_DAY)
    clerk_seals(
        by=actor("Vân"), at=NEXT_DAY, outgoing=lives.fresh(life), signer=papers.LocalSigner(), pin=PIN
    )
    report = report_on(life)
    assert report.valid_all
    leader, seal = report.signatures
    assert (leader.kind, leader.change) == (SignerKind.PERSON, Change.FORM_FILLING)
    assert (seal.kind, seal.change) == (SignerKind.SEAL, Change.NONE)
    text = " ".join(line.text for line in read_pages(content(latest_main_file(life.document)))[0].lines)
    assert "01/SGDĐT-VP" in text.replace(" ", "")
    assert "ngày08tháng5năm2018" in text.replace(" ", "")


@law("QD11/D8.K1")
def test_d8_k1_places_for_number_date_and_signatures_are_held_before_anyone_signs():
    life = lives.outgoing_at(OutgoingState.SUBMITTED)
    pdf = content(latest_main_file(life.document))
    for name in (b"(number)", b"(day)", b"(month)", b"(leader)", b"(seal)"):
        assert name in pdf
    assert not report_on(life).signed


@law("QD11/D8.K1")
def test_d8_k1_the_seal_stands_at_the_top_left_of_page_1():
    life = lives.outgoing_at(OutgoingState.SUBMITTED)
    places = newest_version(life).places["seal_top_left"]
    assert (places["page"], places["x0"] < 595 / 2, places["y1"] > 842 * 0.9) == (1, True, True)
    assert f"{places['x0']:g}"[:5].encode() in content(latest_main_file(life.document))


@law("QD11/D8.K1")
def test_d8_k1_without_places_nothing_is_submitted():
    life = lives.drafting()
    version = actions.revise(by=actor("Chi"), at=AT, outgoing=life, main=lives.upload(papers.draft().pdf))
    with pytest.raises(Refusal) as caught:
        actions.submit(by=actor("Chi"), at=AT, outgoing=life, version=version, to=seat("Lâm"))
    assert caught.value.code == "outgoing.submit.no_places"


@law("QD11/D8.K1")
def test_d8_k1_no_number_before_the_leader_has_signed():
    life = lives.outgoing_at(OutgoingState.APPROVED)
    with pytest.raises(Stale):
        numbered(life)
    assert cast.series(Purpose.OUTGOING).last == 0


@law("QD11/D8.K1")
@pytest.mark.parametrize(
    ("at", "code"),
    [
        (AT - timedelta(days=1), "outgoing.assign_number.before_signature"),
        (datetime(2019, 1, 2, 8, 0, tzinfo=ZONE), "outgoing.assign_number.other_year"),
    ],
)
def test_d8_k1_the_day_of_a_number_is_not_before_the_signature_and_in_the_printed_year(at, code):
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    with pytest.raises(Refusal) as caught:
        numbered(life, at=at)
    assert caught.value.code == code
    assert cast.series(Purpose.OUTGOING).last == 0


@law("QD11/D8.K1")
def test_d8_k1_the_clerk_returns_a_signed_draft_for_its_form_and_it_takes_no_number():
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    actions.return_for_form(by=actor("Vân"), at=AT, outgoing=life, reason="Sai nơi nhận.")
    assert lives.fresh(life).state == OutgoingState.DRAFTING
    assert not Number.objects.filter(purpose=Purpose.OUTGOING).exists()


# — chữ ký của người có thẩm quyền (Điều 3 khoản 1 điểm a) —


def leader_signs_with(life: Outgoing, label: str) -> bytes:
    chain = cast.key(label).certificate_chain()
    return signed(prepare_leader(newest_version(life), name=actor("Lâm").name, chain=chain, at=AT), label)


FORGERIES = {
    "another key": (lambda life: leader_signs_with(life, "chu-tich"), "outgoing.other_certificate"),
    "no signature": (lambda life: content(latest_main_file(life.document)), "outgoing.signature_invalid"),
    "another file": (lambda life: papers.born_signed(), "outgoing.sign.not_the_approved"),
    "torn bytes": (lambda life: leader_signs_with(life, "lam")[:-900], "outgoing.signature_invalid"),
}


@law("QD11/D3.K1.a")
@pytest.mark.parametrize("name", FORGERIES)
def test_d3_k1_a_only_the_signatorys_valid_signature_on_the_approved_file_counts(name):
    make, code = FORGERIES[name]
    life = lives.outgoing_at(OutgoingState.APPROVED)
    with pytest.raises(Refusal) as caught:
        actions.sign(by=actor("Lâm"), at=AT, outgoing=life, signed=make(life))
    assert caught.value.code == code
    assert lives.fresh(life).state == OutgoingState.APPROVED
    assert not life.signatures.exists()


@law("QD11/D3.K1.a")
@pytest.mark.parametrize("name", ["Phú", "Ngọc"])
def test_d3_k1_a_a_draft_goes_only_to_who_has_authority_to_sign_it(name):
    life, version = lives.revised()
    with pytest.raises(Refusal) as caught:
        actions.submit(by=actor("Chi"), at=AT, outgoing=life, version=version, to=seat(name))
    assert caught.value.code == "outgoing.submit.no_authority"


@law("QD11/D3.K1.a")
def test_d3_k1_a_what_both_have_signed_is_of_class_1():
    life = lives.outgoing_at(OutgoingState.ISSUED)
    assert latest_main_file(life.document).legal_class == "loại 1"


# — khoản 2 —


@law("QD11/D8.K2.a")
def test_d8_k2_a_a_book_may_open_late_in_the_year_at_a_stated_number_with_the_reason():
    what = {"by": actor("Vân"), "at": AT, "agency": cast.agency(), "code": "QD", "year": 2018}
    with pytest.raises(Refusal) as caught:
        registers.open_series(**what, purpose=Purpose.OUTGOING, opened_at=540)
    assert caught.value.code == "registers.reason_missing"
    series = registers.open_series(
        **what, purpose=Purpose.OUTGOING, opened_at=540, reason="Chuyển từ sổ giấy", kinds=["official_letter"]
    )
    book = registers.open_register(**what, name="Sổ", purpose=Purpose.OUTGOING, over=[series])
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    issuance = actions.assign_number(
        by=actor("Vân"), at=AT, outgoing=life, register=book, chain=cast.key("so").certificate_chain()
    )
    assert issuance.notation == "541/SGDĐT-VP"


@law("QD11/D8.K2.a")
def test_d8_k2_a_a_book_of_last_year_gives_no_number():
    by, owner = actor("Vân"), cast.agency()
    old = registers.open_series(
        by=by, at=AT, agency=owner, code="CU", year=2017, purpose=Purpose.OUTGOING, kinds=["official_letter"]
    )
    book = registers.open_register(
        by=by, at=AT, agency=owner, code="CU", name="Sổ cũ", year=2017, purpose=Purpose.OUTGOING, over=[old]
    )
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    with pytest.raises(Refusal) as caught:
        actions.assign_number(
            by=by, at=AT, outgoing=life, register=book, chain=cast.key("so").certificate_chain()
        )
    assert caught.value.code == "registers.wrong_year"


@law("QD11/D8.K2.b.P1")
def test_d8_k2_b_every_document_that_leaves_has_a_number_and_the_agencys_signature():
    life = lives.outgoing_at(OutgoingState.RELEASED)
    issuance = life.issuances.get()
    assert (issuance.number.value, issuance.notation, issuance.sealed_at) == (1, "01/SGDĐT-VP", AT)
    assert [row.by_agency for row in life.signatures.order_by("at", "id")] == [False, True]


@law("QD11/D8.K2.b.P2")
def test_d8_k2_b_issuing_from_the_queue_links_the_document_to_the_one_it_answers():
    asked = lives.in_handling().document
    life = lives.outgoing_at(OutgoingState.TO_ISSUE, answers=asked)
    assert list(to_issue(actor("Vân"))) == [life]
    link = life.document.links.get()
    assert (link.to, link.because) == (asked, Because.ANSWERS)
    assert Transmission.objects.filter(document=asked, status_code=StatusCode.IN_PROGRESS).exists()


@law("QD11/D8.K2.b.P2")
def test_d8_k2_b_nobody_links_to_what_they_do_not_see():
    with pytest.raises(Refusal) as caught:
        lives.drafting(answers=lives.registered().document)
    assert caught.value.code == "outgoing.start.link_unseen"


# — khoản 3 —


@law("QD11/D8.K3.a")
def test_d8_k3_a_the_seal_is_the_agencys_own_key():
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    numbered(life, seal="tinh")
    with pytest.raises(Refusal) as caught:
        actions.seal(
            by=actor("Vân"),
            at=AT,
            outgoing=lives.fresh(life),
            sealed=signed(frozen_seal(life).prepared, "tinh"),
        )
    assert caught.value.code == "outgoing.other_certificate"
    assert lives.fresh(life).state == OutgoingState.NUMBERED, "the number waits, bound for ever"


@law("QD11/D8.K3.a")
def test_d8_k3_a_only_the_frozen_revision_is_sealed():
    life = lives.outgoing_at(OutgoingState.NUMBERED)
    other = lives.outgoing_at(OutgoingState.NUMBERED)
    with pytest.raises(Refusal) as caught:
        actions.seal(by=actor("Vân"), at=AT, outgoing=life, sealed=signed(frozen_seal(other).prepared, "so"))
    assert caught.value.code == "outgoing.sign.not_the_approved"


@law("QD11/D8.K3.a")
def test_d8_k3_a_after_the_seal_comes_evidence_and_nothing_else():
    life = lives.outgoing_at(OutgoingState.NUMBERED)
    sealed = signed(frozen_seal(life).prepared, "so")
    writer = open_for_update(sealed)
    writer.root[pdf_name("/Lang")] = pdf_string("vi")
    writer.update_root()
    with pytest.raises(Refusal):
        actions.seal(by=actor("Vân"), at=AT, outgoing=life, sealed=sealed + writer.append().getvalue())
    assert lives.fresh(life).state == OutgoingState.NUMBERED
    actions.seal(by=actor("Vân"), at=AT, outgoing=life, sealed=sealed)
    assert lives.fresh(life).state == OutgoingState.ISSUED


@law("QD11/D8.K3.b.P1", "QD11/D8.K3.b.P2")
def test_d8_k3_b_urgent_documents_stand_first_in_both_queues():
    routine = lives.outgoing_at(OutgoingState.RELEASED)
    urgent = lives.outgoing_at(OutgoingState.RELEASED, urgency=Urgency.FLASH)
    assert [row.document for row in sendable()] == [urgent.document, routine.document]
    waiting = [lives.outgoing_at(OutgoingState.TO_ISSUE, urgency=degree) for degree in (0, 2, 1)]
    assert list(to_issue(actor("Vân"))) == [waiting[1], waiting[2], waiting[0]]
    packet = Transmission.objects.get(document=urgent.document)
    with vault.locate(packet.digest).open("rb") as source:
        assert read_header(source).header.priority == Urgency.FLASH, "the degree travels in the packet"


# — khoản 4 —


@law("QD11/D8.K4")
def test_d8_k4_who_also_gets_paper_gets_another_packet_than_who_gets_none():
    life = lives.outgoing_at(OutgoingState.ISSUED)
    rows = released(
        life, to(HUYEN), to(TINH, electronic_only=False), to(ROOM),
        InternalRecipient(cast.unit("Văn phòng")), PaperRecipient("Trường chưa tham gia"),
    )  # fmt: skip
    packets = {}
    for transmission in Transmission.objects.filter(document=life.document):
        with vault.locate(transmission.digest).open("rb") as source:
            packet = read_header(source)
        codes = {party.agency_code for party in packet.header.recipients}
        packets[packet.business.paper] = codes
        assert codes == set(transmission.recipients.values_list("code", flat=True))
    assert packets == {False: {HUYEN, ROOM}, True: {TINH}}
    kept = {row.name: (row.via, row.electronic_only) for row in rows}
    assert kept["Trường chưa tham gia"] == ("bản giấy", False)
    assert kept[cast.DIRECTORY[TINH]] == ("liên thông", False)
    assert kept[cast.DIRECTORY[HUYEN]] == ("liên thông", True)
    assert kept["Văn phòng"] == ("nội bộ", True)


@law("QD11/D8.K4")
def test_d8_k4_who_takes_no_part_in_the_exchange_cannot_be_sent_to_over_it():
    life = lives.outgoing_at(OutgoingState.ISSUED)
    gone = AxisRecipient(code=cast.CLOSED_CODE, name="Ban đã giải thể")
    with pytest.raises(Refusal, match="Ban đã giải thể") as caught:
        released(life, to(HUYEN), gone)
    assert caught.value.code == "outgoing.release.not_taking_part"
    assert not Transmission.objects.filter(document=life.document).exists()
    with pytest.raises(Refusal) as caught:
        released(life)
    assert caught.value.code == "outgoing.release.no_recipients"


@law("QD11/D8.K4")
@pytest.mark.parametrize("legal_class", ["", "loại 3"])
def test_d8_k4_only_what_has_legal_value_leaves(legal_class):
    life = lives.outgoing_at(OutgoingState.ISSUED)
    File.objects.filter(version__document=life.document, role=FileRole.MAIN).update(legal_class=legal_class)
    with pytest.raises(Refusal) as caught:
        released(life, to(HUYEN))
    assert caught.value.code == "outgoing.release.no_legal_value"
    assert lives.fresh(life).state == OutgoingState.ISSUED


# — khoản 5 —


@law("QD11/D8.K5")
def test_d8_k5_a_released_document_lies_whole_in_two_stores():
    life = lives.outgoing_at(OutgoingState.RELEASED)
    for file in newest_version(life).files.all():
        assert StoredCopy.objects.filter(file=file.stored).count() == 2
        for store in vault.stores():
            store.verify(file.stored_id)
    assert AuditEvent.objects.get(act="outgoing.release").kept["stores"] == 2


@law("QD11/D8.K5")
def test_d8_k5_clerk_and_drafter_both_keep_it_in_view():
    life = lives.outgoing_at(OutgoingState.RELEASED)
    assert sees(actor("Vân"), life.document_id)
    assert sees(actor("Chi"), life.document_id)
    assert not held_by(actor("Chi")).filter(document=life.document).exists()


@law("QD11/D8.K5")
def test_d8_k5_with_one_store_nothing_leaves(monkeypatch):
    life = lives.outgoing_at(OutgoingState.ISSUED)
    first = vault.stores()[0]
    monkeypatch.setattr(vault, "stores", lambda: (first,))
    with pytest.raises(Refusal) as caught:
        released(life, to(HUYEN))
    assert caught.value.code == "outgoing.release.too_few_stores"
    assert lives.fresh(life).state == OutgoingState.ISSUED


@law("QD11/D8.K5")
def test_d8_k5_a_second_copy_with_other_bytes_lets_nothing_leave():
    life = lives.outgoing_at(OutgoingState.ISSUED)
    second = vault.stores()[1]
    path = second.path(latest_main_file(life.document).stored_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(b"rotten")
    with pytest.raises(Refusal) as caught:
        released(life, to(HUYEN))
    path.unlink()
    assert caught.value.code == "outgoing.release.too_few_stores"
    assert lives.fresh(life).state == OutgoingState.ISSUED
    assert AuditEvent.objects.filter(act="outgoing.release").get().outcome == "refused"
