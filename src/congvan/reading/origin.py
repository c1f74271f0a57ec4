"""Was a PDF born digital, or is it a scan of paper? Judged from what its pages hold. Law: QD11/D3.K1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from congvan.reading.errors import ReadingError
from congvan.reading.pages import Page, read_pages

OriginName = Literal["born_digital", "scanned", "unknown"]

_SCAN_SHARE: Final = 0.75  # an image over this share of the page is the page
_TEXT_CHARACTERS: Final = 40  # a page with fewer drawn characters says nothing by its text


@dataclass(frozen=True, kw_only=True)
class OriginJudgement:
    """`confidence` 0 to 1; `reason` is a Vietnamese sentence for the clerk."""

    origin: OriginName
    confidence: float
    reason: str


def judge_origin(pdf: bytes) -> OriginJudgement:
    """Judge a file; an unreadable one is "unknown" with the reason, never an exception."""
    try:
        pages = read_pages(pdf)
    except ReadingError as error:
        return OriginJudgement(origin="unknown", confidence=1.0, reason=error.message)
    return judge_pages(pages)


def judge_pages(pages: Sequence[Page]) -> OriginJudgement:
    """Judge pages that were read already.

    Pages under one image are a scan, with or without an OCR text layer. Pages of text without such an image
    are born digital. A file that mixes both is judged by the first page and less sure.
    """
    scans = sum(1 for page in pages if page.image_share >= _SCAN_SHARE)
    texts = sum(
        1 for page in pages if page.image_share < _SCAN_SHARE and _characters(page) >= _TEXT_CHARACTERS
    )
    total = len(pages)
    if total == 0 or scans + texts == 0:
        return OriginJudgement(
            origin="unknown",
            confidence=1.0,
            reason="Tập tin không có chữ và không có ảnh trang: chưa rõ nguồn gốc.",
        )
    if scans == total:
        layer = " và có lớp chữ nhận dạng" if any(_characters(page) for page in pages) else ""
        return OriginJudgement(
            origin="scanned",
            confidence=0.98,
            reason=f"Mỗi trang là một ảnh chụp{layer}: văn bản được số hóa từ giấy.",
        )
    if scans == 0:
        return OriginJudgement(
            origin="born_digital",
            confidence=0.97 if texts == total else 0.85,
            reason="Các trang là chữ soạn thảo, không phải ảnh chụp: văn bản được tạo từ máy tính.",
        )
    first_is_scan = pages[0].image_share >= _SCAN_SHARE
    return OriginJudgement(
        origin="scanned" if first_is_scan else "born_digital",
        confidence=0.6,
        reason=f"{scans} trên {total} trang là ảnh chụp, các trang khác là chữ: xét theo trang đầu.",
    )


def _characters(page: Page) -> int:
    return sum(len(line.text) for line in page.lines)
