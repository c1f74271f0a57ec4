"""What an official document says, part by part, before it is set on pages. Law: ND30/PL1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text, justified, first line indented."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A chapter or part: "Chương I" above its title, centred."""

    label: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """A Điều: "Điều 1." in bold, its title in bold or its text in roman."""

    label: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A khoản (level 1) or điểm (level 2) with its printed number, "1." or "a)"."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under a header row; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Article | Clause | Table


@dataclass(frozen=True, kw_only=True)
class Annex:
    """A part bound behind the document in the same file, such as a Quy chế; not signed separately."""

    title: str
    subject: str
    note: str
    body: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Printed:
    """Number and date as they stand on a paper document: "10", "12", "3"."""

    number: str
    day: str
    month: str


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One of several who sign: the lines above the place of the signature, the name under it."""

    authority_lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An official document in the parts that ND30/PL1 names.

    `symbol` is what is printed after the gap of the number, with its slash: "/SGDĐT-VP", "/2018/QĐ-UBND".
    `kind` is None for a công văn, whose `subject` then stands as "V/v …" under the number.
    `enacting_body` stands above the bases of a decision ("ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN"), `enacting` between
    the bases and the articles ("QUYẾT ĐỊNH:").
    `stamp` is a stamp's word in a frame under the number and the subject.
    `printed` makes a picture of a document issued on paper: number and date stand in their places, the
    signature says "(Đã ký)" beside a seal MẪU. Without it the places stay free.
    `co_signers` sign after the first (đồng ký, liên tịch): two beside each other, the recipients under them.
    `banner` stands in the footer of every page: the demo says there that the document has no legal force.
    """

    parent_name: str | None
    issuer_name: str
    place: str
    year: int
    symbol: str
    kind: str | None
    subject: str
    addressees: tuple[str, ...] = ()
    enacting_body: str | None = None
    bases: tuple[str, ...] = ()
    enacting: str | None = None
    body: tuple[Block, ...]
    recipient_lines: tuple[str, ...]
    authority_lines: tuple[str, ...]
    signer_name: str
    co_signers: tuple[Signer, ...] = ()
    annex: Annex | None = None
    stamp: str | None = None
    printed: Printed | None = None
    banner: str | None = None
