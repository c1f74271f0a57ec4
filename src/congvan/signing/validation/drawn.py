"""Number and date drawn on the page after the leader signed, as QD11/D8.K1 itself prescribes: lawful or not.

A strict validator calls the leader's signature broken by it. The reading (D3.K1.a with D8.K1): the seal is
last, valid and covers all, the leader's signature holds over its own revision, and the two revisions look the
same but for the places of number, date, urgency and signatures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from congvan.signing.report import Change, SignatureFacts, SignatureReport, SignerKind
from congvan.signing.validation import places
from congvan.signing.validation.places import Box, LineLike

GREY_TOLERANCE = 6
"""Steps of 255 that a pixel may differ: the edges of unchanged letters are drawn alike."""


class LookLike(Protocol):
    """One page as it looks: points, pixels (one grey byte each, rows from the top) and lines of text."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def grey(self) -> bytes: ...
    @property
    def lines(self) -> Sequence[LineLike]: ...


Look = Callable[[bytes], Sequence[LookLike]]
"""Draws every page of a PDF; given by the caller, for pages are read elsewhere. May raise ValueError."""


@dataclass(frozen=True)
class Finding:
    """Whether what was drawn is lawful, and why in one Vietnamese sentence."""

    lawful: bool
    sentence: str


LAWFUL = Finding(
    True,
    "Số, ngày ghi sau khi ký, theo Điều 8 khoản 1: chữ ký số của cơ quan là chữ ký cuối và bao trùm cả "
    "tập tin, phần thay đổi chỉ nằm ở chỗ số, ngày, mức khẩn và chữ ký.",
)


def judge_drawn(pdf: bytes, report: SignatureReport, *, look: Look) -> Finding:
    """Judge a file whose leaders' signatures are valid but for changes after them. Law: QD11/D8.K1, D3.K1.a.

    Never raises on what the file holds.
    """
    why = _why_not(report)
    if why:
        return Finding(False, why)
    drawn = [one for one in report.signatures if not one.valid]
    try:
        final = look(pdf)
        seals = {one.field: one.kind is SignerKind.SEAL for one in report.signatures}
        signatures = [(page, box, seals[name]) for page, name, box in places.signature_boxes(pdf, [*seals])]
        for leader in drawn:
            signed = pdf[: leader.covered_bytes]
            added = places.what_else_changed(signed, pdf)
            if added:
                return Finding(False, f"Sau khi lãnh đạo ký, tập tin được thêm {added}.")
            where = _first_difference(look(signed), final, signatures)
            if where:
                return Finding(False, where)
    except places.UNREADABLE as error:
        return Finding(False, f"Không so sánh được hai bản của tập tin ({type(error).__name__}).")
    return LAWFUL


def _why_not(report: SignatureReport) -> str:
    """What already speaks against it before anything is drawn; empty when nothing does."""
    if report.error is not None or not report.signed:
        return "Tập tin không có chữ ký số đọc được."
    last = report.signatures[-1]
    if not _closes(last):
        return "Chữ ký cuối không phải là chữ ký số hợp lệ của cơ quan bao trùm cả tập tin."
    changed = [one for one in report.signatures if not one.valid]
    if not changed:
        return "Không có gì bị ghi thêm sau chữ ký của lãnh đạo."
    if not all(one.holds_over_its_revision and one.kind is SignerKind.PERSON for one in changed):
        return "Có chữ ký không hợp lệ ngay trên bản đã ký."
    return ""


def _closes(last: SignatureFacts) -> bool:
    return (
        last.kind is SignerKind.SEAL and last.valid and last.change in (Change.NONE, Change.LONG_TERM_UPDATES)
    )


def _first_difference(
    signed: Sequence[LookLike], final: Sequence[LookLike], signatures: Sequence[tuple[int, Box, bool]]
) -> str:
    """A sentence on the first place that changed and may not; empty when there is none."""
    if len(signed) != len(final):
        return "Số trang đã thay đổi sau khi lãnh đạo ký."
    for index, (before, after) in enumerate(zip(signed, final, strict=True)):
        if (before.columns, before.rows) != (after.columns, after.rows):
            return f"Khổ trang {index + 1} đã thay đổi sau khi lãnh đạo ký."
        allowed = _signed_boxes(before, [(box, seal) for page, box, seal in signatures if page == index])
        if index == 0:
            allowed += places.number_and_date(before)
            allowed += places.urgency(before, after)
        if next(_outside(before, after, allowed), None) is not None:
            return f"Trang {index + 1} có thay đổi ngoài chỗ số, ngày, mức khẩn và chữ ký."
    return ""


def _signed_boxes(page: LookLike, boxes: Sequence[tuple[Box, bool]]) -> list[Box]:
    """The pictures of signatures that stand where they may; seals may touch those of the leaders."""
    leaders = [box for box, seal in boxes if not seal]
    return [box for box, seal in boxes if places.may_sign(box, page, beside=leaders if seal else ())]


def _outside(before: LookLike, after: LookLike, allowed: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Pixels that differ and lie in no allowed box."""
    columns = before.columns
    across, down = columns / before.width, before.rows / before.height
    spans = [
        (box.x0 * across, box.x1 * across, (before.height - box.y1) * down, (before.height - box.y0) * down)
        for box in allowed
    ]
    for row in range(before.rows):
        old, new = (one.grey[row * columns : (row + 1) * columns] for one in (before, after))
        if old == new:
            continue
        open_ = [(left, right) for left, right, top, bottom in spans if top <= row + 0.5 <= bottom]
        for column in range(columns):
            if abs(old[column] - new[column]) <= GREY_TOLERANCE:
                continue
            if not any(left <= column + 0.5 <= right for left, right in open_):
                yield column, row
