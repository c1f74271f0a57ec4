"""What a file is worth: văn bản điện tử loại 1, 2, 3, or none of them. Law: QD11/D3.K1."""

from dataclasses import dataclass
from enum import StrEnum

from congvan.law.rulebook import Rulebook


class LegalClass(StrEnum):
    """The three classes of electronic documents. Law: QD11/D3.K1.a, QD11/D3.K1.b, QD11/D3.K1.c."""

    BORN_SIGNED = "loại 1"
    SIGNED_SCAN = "loại 2"
    UNSIGNED_SCAN = "loại 3"


class Origin(StrEnum):
    """How the file came to be: from drafting on a computer, or from paper."""

    BORN_DIGITAL = "born_digital"
    SCANNED = "scanned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was found out about a file. The signatures count only when cryptographically valid.

    `seal_is_issuer`: the seal's certificate names the issuing agency (not merely the sender).
    `changed_after_signing`: something changed after a signature that the signature does not permit.
    `drawn_by_d8_k1`: the seal is the last signature and covers the whole file, and the change lies only in
    the places of number, date, seal and urgency, as QD11/D8.K1 itself prescribes.
    `sender_known`, `origin_assured`, `intact`: what a signed packet and the hub's evidence assure; they
    matter where no signature of the issuer does.
    """

    origin: Origin
    person_signed: bool = False
    seal_signed: bool = False
    seal_is_issuer: bool = False
    changed_after_signing: bool = False
    drawn_by_d8_k1: bool = False
    sender_known: bool = False
    origin_assured: bool = False
    intact: bool = False

    @property
    def issuer_sealed(self) -> bool:
        """The issuing agency itself has signed."""
        return self.seal_signed and self.seal_is_issuer


@dataclass(frozen=True)
class Standing:
    """The class, why in one sentence for the clerk, what is missing for legal value, and what to do."""

    legal_class: LegalClass | None
    reason: str
    missing: tuple[str, ...] = ()
    remedy: str | None = None

    @property
    def has_legal_value(self) -> bool:
        """A class alone is not value: a loại 3 is worth something only when nothing is missing."""
        return self.legal_class is not None and not self.missing


PERSON = "chữ ký số của người có thẩm quyền"
SEAL = "chữ ký số của cơ quan ban hành"
SENDER = "thông tin về người gửi"
AUTHENTIC = "tính xác thực về nguồn gốc"
WHOLE = "sự toàn vẹn của văn bản"
UNCHANGED = "nội dung không đổi sau khi ký số"
BACKGROUND = "nguồn gốc của tập tin (soạn thảo trên máy hay quét từ giấy)"

SIGN_AGAIN = "Từ chối tiếp nhận vì không đủ giá trị pháp lý, hoặc đề nghị nơi gửi ký số đủ rồi gửi lại."
SEND_AGAIN = (
    "Từ chối tiếp nhận vì không đủ giá trị pháp lý, hoặc đề nghị nơi gửi gửi lại tập tin chưa bị sửa."
)
SEAL_THE_SCAN = "Đề nghị cơ quan ban hành ký số lên bản quét rồi gửi lại, hoặc từ chối tiếp nhận."
LOOK = "Xem tập tin, xác định là bản soạn thảo hay bản quét, rồi phân loại lại."


def classify(evidence: Evidence, *, rules: Rulebook) -> Standing:
    """The standing of any evidence; never raises. A pure reading of QD11/D3.K1 under the rules given."""
    if evidence.changed_after_signing and not _drawn_lawfully(evidence):
        return Standing(
            None,
            "Tập tin đã bị thay đổi sau khi ký số nên không được coi là văn bản có chữ ký số.",
            (UNCHANGED,),
            SEND_AGAIN,
        )
    if evidence.origin is Origin.BORN_DIGITAL:
        return _born_digital(evidence)
    if evidence.origin is Origin.SCANNED:
        return _scanned(evidence, rules=rules)
    return _unknown(evidence)


def _drawn_lawfully(evidence: Evidence) -> bool:
    """The regulation has the clerk write number and date after the leader signs: only in a full loại 1."""
    return (
        evidence.drawn_by_d8_k1
        and evidence.origin is Origin.BORN_DIGITAL
        and evidence.person_signed
        and evidence.issuer_sealed
    )


def _born_digital(evidence: Evidence) -> Standing:
    """QD11/D3.K1.a: both signatures, or no class at all: the other two classes begin on paper."""
    missing = _missing_signatures(evidence)
    if missing:
        return Standing(None, _why_unsigned(evidence), missing, SIGN_AGAIN)
    reason = "Tập tin soạn thảo trên máy, có chữ ký số hợp lệ của người có thẩm quyền và của cơ quan ban hành"
    if evidence.changed_after_signing:
        reason += "; số, ngày ghi sau khi ký, theo Điều 8 khoản 1"
    return Standing(LegalClass.BORN_SIGNED, f"{reason}.")


def _scanned(evidence: Evidence, *, rules: Rulebook) -> Standing:
    """QD11/D3.K1.b: the issuer's seal on the scan; QD11/D3.K1.c: a scan that nobody signed."""
    if evidence.issuer_sealed:
        return Standing(
            LegalClass.SIGNED_SCAN, "Bản quét từ văn bản giấy, có chữ ký số hợp lệ của cơ quan ban hành."
        )
    if evidence.person_signed or evidence.seal_signed:
        return Standing(None, _why_unsigned(evidence), (SEAL,), SEAL_THE_SCAN)
    if not rules.legal_value.unsigned_scan_possible:
        return Standing(
            LegalClass.UNSIGNED_SCAN,
            "Bản quét không có chữ ký số của cơ quan ban hành; quy định đang áp dụng không cho loại này "
            "giá trị pháp lý, chỉ để tham khảo.",
            (SEAL,),
            SEAL_THE_SCAN,
        )
    return _unsigned_scan(evidence)


def _unsigned_scan(evidence: Evidence) -> Standing:
    wanted = ((evidence.sender_known, SENDER), (evidence.origin_assured, AUTHENTIC), (evidence.intact, WHOLE))
    missing = tuple(name for assured, name in wanted if not assured)
    if missing:
        return Standing(
            LegalClass.UNSIGNED_SCAN,
            f"Bản quét không có chữ ký số của cơ quan ban hành và thiếu {', '.join(missing)}.",
            missing,
            SEAL_THE_SCAN,
        )
    return Standing(
        LegalClass.UNSIGNED_SCAN,
        "Bản quét không có chữ ký số của cơ quan ban hành, nhưng có thông tin người gửi, nguồn gốc xác thực "
        "và tập tin toàn vẹn.",
    )


def _unknown(evidence: Evidence) -> Standing:
    return Standing(
        None,
        "Chưa rõ tập tin được soạn thảo trên máy hay quét từ văn bản giấy nên chưa phân loại được.",
        (BACKGROUND, *_missing_signatures(evidence)),
        LOOK,
    )


def _missing_signatures(evidence: Evidence) -> tuple[str, ...]:
    wanted = ((evidence.person_signed, PERSON), (evidence.issuer_sealed, SEAL))
    return tuple(name for there, name in wanted if not there)


def _why_unsigned(evidence: Evidence) -> str:
    """Which of the two signatures is there, and whose it is."""
    if evidence.seal_signed and not evidence.seal_is_issuer:
        return "Chữ ký số cơ quan trên tập tin không phải của cơ quan ban hành văn bản."
    if evidence.issuer_sealed:
        return "Tập tin chỉ có chữ ký số của cơ quan ban hành, thiếu chữ ký số của người có thẩm quyền."
    if evidence.person_signed:
        return "Tập tin chỉ có chữ ký số của cá nhân, thiếu chữ ký số của cơ quan ban hành."
    return "Tập tin không có chữ ký số hợp lệ của người có thẩm quyền và của cơ quan ban hành."
