"""Verbs on case files (QD11/D9.K5)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.errors import Refusal
from congvan.node.acts import dossiers as acts
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import NodeActor
from congvan.node.documents import queries as documents
from congvan.node.documents.models import Document
from congvan.node.dossiers.models import Dossier, Filing


class CodeTaken(Refusal):
    """Số và ký hiệu hồ sơ này đã có. Hãy chọn số khác."""

    code = "dossiers.code_taken"
    law = "QD11/D9.K5"


class FiledAlready(Refusal):
    """Văn bản này đã có trong hồ sơ."""

    code = "dossiers.filed_already"
    law = "QD11/D9.K5"


class DocumentUnseen(Refusal):
    """Không tìm thấy văn bản để đưa vào hồ sơ."""

    code = "dossiers.document_unseen"
    law = "QD11/D9.K5"


def open_dossier(*, by: NodeActor, at: datetime, agency: Agency, code: str, title: str) -> Dossier:
    """Open a case file at one's own seat. Law: QD11/D9.K5."""
    with acting(by, acts.OPEN, on=agency, at=at) as deed:
        if Dossier.objects.filter(agency=agency, code=code).exists():
            raise CodeTaken(param="code")
        dossier = Dossier.objects.create(
            agency=agency, code=code, title=title, keeper_id=by.seat, opened_at=at
        )
        deed.keep(code=code, title=title)
    return dossier


def file_into(*, by: NodeActor, at: datetime, dossier: Dossier, document: Document) -> Filing:
    """Put a document that one sees into one's case file. Law: QD11/D9.K5, QD11/D5.K4.b.T5."""
    with acting(by, acts.FILE_INTO, on=dossier, at=at) as deed:
        if not documents.sees(by, document.pk):
            raise DocumentUnseen
        if Filing.objects.filter(dossier=dossier, document=document).exists():
            raise FiledAlready
        filing = Filing.objects.create(
            agency_id=dossier.agency_id, dossier=dossier, document=document,
            ordinal=dossier.filings.count() + 1, filed_at=at,
        )  # fmt: skip
        deed.keep(document=document.id, ordinal=filing.ordinal)
    return filing
