"""One PKI and one signed letter for all tests of signing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from congvan.signing.appearance import leader_appearance, seal_appearance
from congvan.signing.keys import KeyRing, UnlockedKey, ring_from_directory
from congvan.signing.policy import TrustPolicy
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, Prepared, complete_signature, prepare_signature
from congvan.sites.demo.pki import Holder, Pki, make_pki
from congvan.typeset import Composed, Letter, Paragraph, compose, font_bytes

AT = datetime(2018, 4, 11, 9, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FILL = {"number": "94", "day": "11", "month": "4"}
LEADER = Holder(label="leader", kind="person", name="Phạm Huy Văn", agency_code="000.00.16.H45")
SEAL = Holder(
    label="seal", kind="seal", name="Sở Giáo dục và Đào tạo tỉnh Phú Yên", agency_code="000.00.16.H45"
)


@dataclass(frozen=True)
class Desk:
    """Everything that a test needs to sign as the two holders."""

    pki: Pki
    ring: KeyRing
    composed: Composed
    reserved: bytes

    @property
    def policy(self) -> TrustPolicy:
        return TrustPolicy(roots=(self.pki.root,))

    def key(self, label: str) -> UnlockedKey:
        return UnlockedKey(self.ring.get(label), self.pki.pin)

    def prepare_leader(self, pdf: bytes) -> Prepared:
        return prepare_signature(
            pdf,
            field="leader",
            certificate_chain=self.key("leader").certificate_chain(),
            kind=Kind.LEADER,
            at=AT,
            appearance=leader_appearance(name=LEADER.name, at=AT, font=font_bytes("Regular")),
        )

    def prepare_seal(self, pdf: bytes, fill: dict[str, str] | None = None) -> Prepared:
        return prepare_signature(
            pdf,
            field="seal",
            certificate_chain=self.key("seal").certificate_chain(),
            kind=Kind.SEAL,
            at=AT,
            appearance=seal_appearance(agency="Sở Giáo dục và Đào tạo", at=AT, font=font_bytes("Regular")),
            fill=FILL if fill is None else fill,
        )

    def complete(self, prepared: Prepared, label: str) -> bytes:
        return complete_signature(prepared, signature=self.key(label).sign(prepared.attributes))


def make_reserved(composed: Composed, seal_at: str = "seal_top_left") -> bytes:
    fonts = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
    return reserve(composed.pdf, places=composed.places, fonts=fonts, seal_at=seal_at)


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Desk:
    directory: Path = tmp_path_factory.mktemp("pki")
    pki = make_pki(directory, holders=(LEADER, SEAL))
    letter = Letter(
        parent_name="UBND tỉnh Phú Yên",
        issuer_name="Sở Giáo dục và Đào tạo",
        place="Phú Yên",
        year=2018,
        symbol="/SGDĐT-VP",
        kind=None,
        subject="thông báo Quyết định ban hành Quy chế",
        addressees=("Các đơn vị trực thuộc Sở",),
        body=(Paragraph(text="Sở Giáo dục và Đào tạo thông báo đến các cơ quan, đơn vị biết./."),),
        recipient_lines=("Như trên;", "Lưu: VT, VP."),
        authority_lines=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG SỞ"),
        signer_name=LEADER.name,
    )
    composed = compose(letter, at=AT)
    return Desk(
        pki=pki, ring=ring_from_directory(directory), composed=composed, reserved=make_reserved(composed)
    )


@pytest.fixture(scope="session")
def signed_by_leader(desk) -> bytes:
    return desk.complete(desk.prepare_leader(desk.reserved), "leader")


@pytest.fixture(scope="session")
def issued(desk, signed_by_leader) -> bytes:
    return desk.complete(desk.prepare_seal(signed_by_leader), "seal")
