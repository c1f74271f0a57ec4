"""Reads of case files."""

from typing import Any

from django.db.models import QuerySet

from congvan.node.documents.models import Document
from congvan.node.dossiers.models import Filing


def codes_holding(document: Document) -> list[str]:
    """“Lưu hồ sơ số”: the case files that hold a document (QD11/D5.K4.b.T5)."""
    return list(codes_of(document))


def codes_of(document: Any) -> QuerySet[Filing, str]:
    """The same, as a part of another read: `document` is an OuterRef."""
    rows = Filing.objects.filter(document=document).order_by("filed_at", "id")
    return rows.values_list("dossier__code", flat=True)
