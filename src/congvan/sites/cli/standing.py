"""The legal class of a file for the command line: signatures, pages and law together. Law: QD11/D3.K1."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from congvan.law.legal_value import Origin, Standing, classify
from congvan.law.rulebook import Rulebook
from congvan.reading.errors import ReadingError
from congvan.reading.looks import PageLook, page_looks
from congvan.reading.origin import OriginJudgement, judge_origin
from congvan.signing.report import CertificateFacts, SignatureReport
from congvan.signing.standing import evidence_of
from congvan.signing.validation.drawn import Finding, judge_drawn
from congvan.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a file is worth and what that rests on; `issuer` empty: the seal's holder is taken for it."""

    standing: Standing
    origin: OriginJudgement
    drawn: Finding | None
    issuer: str

    def to_dict(self) -> dict[str, Any]:
        """JSON values."""
        legal_class = self.standing.legal_class
        return {
            **asdict(self.standing),
            "legal_class": None if legal_class is None else legal_class.value,
            "has_legal_value": self.standing.has_legal_value,
            "origin": asdict(self.origin),
            "drawn_after_signing": None if self.drawn is None else asdict(self.drawn),
            "issuer": self.issuer or None,
        }

    def lines(self) -> list[str]:
        """The same for a person."""
        legal_class = self.standing.legal_class
        name = legal_class.value if legal_class else "không thuộc loại nào"
        found = [f"Giá trị pháp lý: {name}. {self.standing.reason}", f"Nguồn gốc: {self.origin.reason}"]
        if not self.issuer:
            found.append(
                "Chưa cho biết cơ quan ban hành (--issuer): coi chủ chứng thư con dấu là cơ quan đó."
            )
        if self.drawn is not None:
            found.append(f"Phần ghi sau khi ký: {self.drawn.sentence}")
        return found


def worth_of(pdf: bytes, report: SignatureReport, *, issuer: str, rules: Rulebook) -> Worth:
    """Judge a verified file; `issuer` is the agency's code or name, empty when it is not known."""
    origin = judge_origin(pdf)
    drawn = judge_drawn(pdf, report, look=_look) if report.changed_after_signing else None

    def is_issuer(certificate: CertificateFacts) -> bool:
        names = {certificate.organization_identifier, fold(certificate.common_name)}
        return not issuer or bool({issuer, fold(issuer)} & names)

    evidence = evidence_of(
        report,
        origin=Origin(origin.origin),
        is_issuer=is_issuer,
        drawn_by_d8_k1=drawn is not None and drawn.lawful,
    )
    return Worth(standing=classify(evidence, rules=rules), origin=origin, drawn=drawn, issuer=issuer)


def _look(pdf: bytes) -> tuple[PageLook, ...]:
    try:
        return page_looks(pdf)
    except ReadingError as error:
        raise ValueError(error.code) from error
