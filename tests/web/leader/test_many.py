"""Ký số nhiều: one PIN for many documents, each by its own acts; never all or nothing (QD11/D7.K5)."""

from urllib.parse import parse_qs, urlsplit

import pytest

from congvan.base.files.models import StoredFile
from congvan.node.acts.states import OutgoingState as State
from congvan.node.documents.models import File, FileRole
from congvan.node.outgoing import actions as outgoing
from congvan.node.web import lists
from congvan.node.web.outgoing.signer import signer as batch_signer
from congvan.node.web.outgoing.signing import batch
from tests.node import lives, papers
from tests.node.cast import AT, actor, seat
from tests.web.leader.desk import PIN, address, client_of, send, state_of, to_sign
from tests.web.sheets import page_of

pytestmark = pytest.mark.usefixtures("node")


def key(life, kind="outgoing"):
    return lists.key_of(kind, life.document_id)


def sheet(client, *lives_):
    """The sheet as the list's button opens it."""
    response = send(client, "sign-many", pick=[key(life) for life in lives_])
    assert response.status_code == 303
    assert parse_qs(urlsplit(response["Location"]).query)["pick"] == [key(life) for life in lives_]
    return client.get(response["Location"])


def test_the_sheet_lists_each_with_pages_place_certificate_or_why_not():
    fit, bare, letter = (
        to_sign("cử viên chức đi học"),
        to_sign("chưa xem xét", initialled=False),
        lives.submitted(),
    )
    response = send(
        client_of("Lâm"), "sign-many", pick=[key(fit), key(bare), key(letter, "incoming"), "nonsense"]
    )
    text = page_of(client_of("Lâm").get(response["Location"])).text_content()
    assert "Ký số 1 văn bản" in text
    for word in (
        "cử viên chức đi học", "trang 1, ", "Lê Lâm, đến 31/12/2037", "không hoàn tác được", "Chưa ký nháy",
        "Văn bản đến: bút phê từng văn bản", "Văn bản không còn trong danh sách",
    ):  # fmt: skip
        assert word in text


def test_a_draft_without_a_pdf_says_so():
    life = to_sign()
    main = File.objects.filter(version__document=life.document_id, role=FileRole.MAIN).order_by(
        "-version__ordinal"
    )[0]
    row = StoredFile.objects.create(digest="0" * 64, size=1, media_type="application/msword")
    File.objects.filter(pk=main.pk).update(stored=row)
    assert "Không có tệp PDF" in sheet(client_of("Lâm"), life).content.decode()


@pytest.mark.law("QD11/D7.K5")
def test_d7_k5_one_pin_signs_all_and_sends_each_to_issue():
    drafts, client = [to_sign(f"văn bản số {n}") for n in range(3)], client_of("Lâm")
    assert send(client, "approve", drafts[1]).status_code == 303
    assert send(client, "sign", drafts[2], pin=PIN).status_code in {303, 409}
    response = send(client, "sign-many", pick=[key(life) for life in drafts], pin=PIN)
    assert response.status_code == 200
    assert "Đã ký 3 văn bản" in response.content.decode()
    assert [state_of(life) for life in drafts] == [State.TO_ISSUE] * 3


def test_one_fault_keeps_none_of_the_others_and_is_told_with_what_to_do():
    good, late, bare, client = (
        to_sign("tốt"),
        to_sign("đã xử lý"),
        to_sign("thiếu", initialled=False),
        client_of("Lâm"),
    )
    assert send(client, "send-back", late, reason="Sửa lại căn cứ.").status_code == 303
    response = send(client, "sign-many", pick=[key(good), key(late), key(bare)], pin=PIN)
    text = page_of(response).text_content()
    assert "Đã ký 1, lỗi 2" in text
    assert "Trạng thái bây giờ: đang soạn thảo." in text
    assert "Chưa ký nháy" in text
    assert [state_of(life) for life in (good, late, bare)] == [
        State.TO_ISSUE,
        State.DRAFTING,
        State.SUBMITTED,
    ]
    (again,) = page_of(response).xpath("//a[contains(., 'Thử lại phần lỗi')]/@href")
    assert parse_qs(urlsplit(again).query)["pick"] == [key(late), key(bare)]
    (back,) = page_of(response).xpath("//a[contains(., 'Về danh sách')]/@href")
    ticked = page_of(client.get(back)).xpath("//input[@name='pick'][@checked]/@value")
    assert ticked == [key(bare)], "what can still be signed stays selected"


def test_the_same_form_twice_signs_nothing_twice():
    drafts, client = [to_sign(f"văn bản số {n}") for n in range(2)], client_of("Lâm")
    for _ in range(2):
        response = send(client, "sign-many", key="once", pick=[key(life) for life in drafts], pin=PIN)
        assert "Đã ký 2 văn bản" in response.content.decode()
    assert [life.signatures.count() for life in drafts] == [1, 1]


def test_a_wrong_pin_is_tried_once_and_told_at_the_field():
    drafts, client = [to_sign(f"văn bản số {n}") for n in range(4)], client_of("Lâm")
    response = send(client, "sign-many", pick=[key(life) for life in drafts], pin="sai")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Mã PIN không đúng. Còn 2 lần thử" in text
    assert 'value="sai"' not in text
    assert [state_of(life) for life in drafts] == [State.SUBMITTED] * 4
    response = send(client, "sign-many", pick=[key(life) for life in drafts], pin=PIN)
    assert "Đã ký 4 văn bản" in response.content.decode()


class Interrupted:
    """The signer, with something that happens while it signs."""

    def __init__(self, meanwhile):
        self.real, self.meanwhile = batch_signer(), meanwhile

    def chain(self, label):
        return self.real.chain(label)

    def sign_session(self, **asked):
        for signature in self.real.sign_session(**asked):
            self.meanwhile()
            yield signature


@pytest.mark.law("QD11/D7.K5")
def test_d7_k5_what_was_exchanged_while_the_key_signed_is_not_approved(monkeypatch):
    life, chi = to_sign("bản cũ"), actor("Chi")

    def exchange():
        outgoing.send_back(by=actor("Lâm"), at=AT, outgoing=life, reason="Sửa số liệu.")
        again, main = lives.fresh(life), lives.upload(papers.draft(parent="UBND TỈNH PHÚ YÊN").pdf)
        version = outgoing.revise(by=chi, at=AT, outgoing=again, main=main, places=papers.places())
        outgoing.submit(by=chi, at=AT, outgoing=again, version=version, to=seat("Lâm"))

    monkeypatch.setattr(batch, "signer", lambda: Interrupted(exchange))
    text = send(client_of("Lâm"), "sign-many", pick=[key(life)], pin=PIN).content.decode()
    assert "lỗi 1" in text
    assert state_of(life) == State.SUBMITTED
    assert not life.signatures.exists()


def test_no_pin_and_nothing_picked():
    life, client = to_sign(), client_of("Lâm")
    response = send(client, "sign-many", pick=[key(life)], pin="")
    assert (response.status_code, state_of(life)) == (422, State.SUBMITTED)
    assert "Chưa nhập mã PIN" in response.content.decode()
    assert send(client, "sign-many")["Location"] == address("to-do")


def test_nobody_signs_for_another():
    life = to_sign()
    text = send(client_of("Phú"), "sign-many", pick=[key(life)], pin=PIN).content.decode()
    assert "Đã ký 0, lỗi 1" in text
    assert "Chữ ký của người khác" in text
    assert send(client_of("Chi"), "sign-many", pick=[key(life)], pin=PIN).status_code == 403
    assert state_of(life) == State.SUBMITTED


def test_seeing_them_one_after_the_other():
    drafts, client = [to_sign(f"văn bản số {n}") for n in range(3)], client_of("Lâm")
    response = send(client, "sign-many", pick=[key(drafts[2]), key(drafts[0])], do="view")
    assert response["Location"] == address("picked")
    page = page_of(client.get(response["Location"]))
    assert page.xpath("//input[@name='pick'][@checked]/@value") == [key(drafts[2]), key(drafts[0])]
    assert send(client, "approve-and-sign", drafts[2], pin=PIN).status_code == 303
    page = page_of(client.get(address("picked")))
    assert page.xpath("//input[@name='pick']/@value") == [key(drafts[0])]
