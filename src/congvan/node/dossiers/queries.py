"""Reads of case files."""

from congvan.node.documents.models import Document
from congvan.node.dossiers.models import Filing


def codes_holding(document: Document) -> list[str]:
    """“Lưu hồ sơ số”: the case files that hold a document (QD11/D5.K4.b.T5)."""
    rows = Filing.objects.filter(document=document).order_by("filed_at", "id")
    return list(rows.values_list("dossier__code", flat=True))
