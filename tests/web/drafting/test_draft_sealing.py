"""A draft of an office program from its upload to its seal."""

import pytest

from congvan.base.files import vault
from congvan.node.acts.states import OutgoingState
from congvan.node.documents.assessment import trust
from congvan.node.documents.queries import latest_main_file
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.ceremony import clerk_seals, leader_signs
from congvan.node.registers.models import Purpose
from congvan.reading import read_pages
from congvan.signing.verify import verify
from congvan.sites.demo.pki import PIN
from tests.node import cast, lives, papers
from tests.node.cast import AT, actor
from tests.web.drafting import office
from tests.web.drafting.test_draft_walk import at, newest, pdf, send, started
from tests.web.people import client_of

YEARLESS = f"Phú Yên, ngày{office.GAP}tháng{office.GAP}năm"


@pytest.fixture(scope="module", params=[{}, {"date": YEARLESS}], ids=["year printed", "year left free"])
def letter(request):
    """Made before the database is touched: a browser and Django do not share a thread."""
    return office.printed_once(**request.param)


def row_of(lines, text):
    """All that stands in the row of a text, from left to right, without spaces."""
    found = next(line for line in lines if text in line.text)
    row = [line for line in lines if abs(line.y0 - found.y0) < 5 and abs(line.y1 - found.y1) < 5]
    return "".join(line.text for line in sorted(row, key=lambda line: line.x0)).replace(" ", "")


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_a_letter_of_an_office_program_is_signed_numbered_and_sealed(letter, node):
    """From its upload by the pages to its seal: number and date stand in the lines where they were left free."""
    chi = client_of("Chi")
    life = started(chi)
    response = send(chi, "revise-by-file", {"main": pdf(letter)}, id=life.document_id)
    assert response["Location"] == at("place-draft", id=life.document_id)
    assert ("printed_year" in newest(life).places) != ("year_gap" in newest(life).places)
    response = send(chi, "submit-outgoing", {"to": str(cast.seat("Lâm").pk)}, id=life.document_id)
    assert response.status_code == 303, response.content.decode()
    lam, van, signer = actor("Lâm"), actor("Vân"), papers.LocalSigner()
    outgoing.approve(by=lam, at=AT, outgoing=lives.fresh(life))
    leader_signs(by=lam, at=AT, outgoing=lives.fresh(life), signer=signer, pin=PIN)
    outgoing.send_to_issue(by=lam, at=AT, outgoing=lives.fresh(life))
    book = cast.register(Purpose.OUTGOING)
    outgoing.assign_number(by=van, at=AT, outgoing=lives.fresh(life), register=book, chain=signer.chain("so"))
    clerk_seals(by=van, at=AT, outgoing=lives.fresh(life), signer=signer, pin=PIN)
    life = lives.fresh(life)
    assert life.state == OutgoingState.ISSUED
    issued = vault.read(latest_main_file(life.document).stored_id)
    lines = read_pages(issued)[0].lines
    assert row_of(lines, "Phú Yên, ngày") == "Số:01/SGDĐT-VPPhúYên,ngày07tháng5năm2018"
    assert {"Lê Lâm", "Nguyễn Thị Ngọc Ái"} <= {line.text for line in lines}
    assert verify(issued, policy=trust(), at=AT).valid_all
