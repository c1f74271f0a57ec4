"""Number and date drawn after the leader signed: lawful in their places (QD11/D8.K1), nowhere else."""

from datetime import date
from functools import partial

import pytest

from congvan.law.legal_value import LegalClass, Origin, classify
from congvan.law.rulebook import resolve
from congvan.reading import judge_origin
from congvan.reading.looks import page_looks
from congvan.signing.standing import evidence_of
from congvan.signing.validation.drawn import LAWFUL, judge_drawn
from congvan.signing.verify import verify
from tests.conformance.signatures import drawing
from tests.conformance.signatures.corpus import letter, trusted
from tests.conformance.signatures.edits import INK
from tests.conformance.signatures.pki import (
    AGENCY_CODE,
    AT,
    LEADER_NAME,
    SEAL_NAME,
    honest,
    issue,
    name,
    rsa_key,
)
from tests.conformance.signatures.raw import sign, update

RULES = resolve(profile="phu-yen-2018", on=date(2026, 6, 1))


def led(**options) -> bytes:
    options.setdefault("box", drawing.LEADER_BOX)
    options.setdefault("shown", drawing.hand_picture)
    return sign(letter(), options.pop("who", honest().leader), field_name="leader", **options)


def sealed(pdf: bytes, **options) -> bytes:
    options.setdefault("box", drawing.TOP_LEFT)
    options.setdefault("shown", drawing.seal_picture())
    return sign(pdf, options.pop("who", honest().seal), field_name="seal", **options)


def other_keys():
    return (
        issue(LEADER_NAME, honest().middle, key=rsa_key(2048)),
        issue(SEAL_NAME, honest().middle, key=rsa_key(2048, 1)),
    )


def two_leaders() -> bytes:
    second = issue(name("Lê Thị Hoa"), honest().middle)
    first = led(box=(250, 440, 340, 520))
    return sign(first, second, field_name="leader2", box=drawing.LEADER_BOX, shown=drawing.hand_picture)


def drawn(how, pdf: bytes | None = None, **seal) -> bytes:
    return sealed(update(pdf or led(), how), **seal)


def drawn_while_sealing(how, **seal) -> bytes:
    return sealed(led(), before=how, **seal)


LAWFUL_FILES = {
    "another content stream": lambda: drawn(drawing.in_content),
    "another content stream, same revision": lambda: drawn_while_sealing(drawing.in_content),
    "content between q and Q": lambda: drawn(drawing.in_guarded_content),
    "content between q and Q, same revision": lambda: drawn_while_sealing(drawing.in_guarded_content),
    "content written anew": lambda: drawn(drawing.in_one_stream),
    "form XObject": lambda: drawn(drawing.by_form),
    "free text notes": lambda: drawn(drawing.by_annotations),
    "free text notes, same revision": lambda: drawn_while_sealing(drawing.by_annotations),
    "stamps": lambda: drawn(partial(drawing.by_annotations, subtype="/Stamp")),
    "pictures": lambda: drawn(drawing.by_pictures),
    "another font": lambda: drawn(partial(drawing.in_content, base="/Helvetica")),
    "italic": lambda: drawn(partial(drawing.in_content, base="/Times-Italic")),
    "larger digits": lambda: drawn(partial(drawing.in_content, size=14)),
    "urgency beside": lambda: drawn(drawing.with_urgency),
    "seal over the leader": lambda: drawn(drawing.in_content, box=drawing.OVER_THE_LEADER),
    "invisible seal": lambda: drawn(drawing.in_content, box=(0, 0, 0, 0), shown=None),
    "older kind of signature": lambda: drawn(
        drawing.in_content, led(subfilter="/adbe.pkcs7.detached"), subfilter="/adbe.pkcs7.detached"
    ),
    "RSA keys": lambda: drawn(drawing.in_content, led(who=other_keys()[0]), who=other_keys()[1]),
    "two leaders": lambda: drawn(drawing.in_content, two_leaders()),
    "leader certified against any change": lambda: drawn(
        drawing.in_content, led(certify=True, permissions=1)
    ),
    "leader without a picture": lambda: drawn(drawing.by_form, led(box=(0, 0, 0, 0), shown=None)),
    "number and date in two revisions": lambda: drawn(
        drawing.by_annotations, update(led(), drawing.in_content)
    ),
}


def ink(words: bytes):
    return lambda writer: drawing.append(writer, words)


def both(*changes):
    def change(writer) -> None:
        for one in changes:
            one(writer)

    return change


def attach(writer) -> None:
    from pyhanko.pdf_utils.generic import ArrayObject, pdf_name, pdf_string

    names = ArrayObject([pdf_string("x"), writer.add_object(drawing.dictionary(F=pdf_string("x.txt")))])
    writer.root[pdf_name("/Names")] = drawing.dictionary(EmbeddedFiles=drawing.dictionary(Names=names))
    writer.update_root()


def add_page(writer) -> None:
    from pyhanko.pdf_utils.generic import NumberObject, pdf_name

    tree = writer.root["/Pages"]
    page = drawing.dictionary(
        Type=pdf_name("/Page"), Parent=writer.root.raw_get("/Pages"), MediaBox=drawing.numbers(0, 0, 595, 842)
    )
    tree["/Kids"].append(writer.add_object(page))
    tree[pdf_name("/Count")] = NumberObject(int(tree["/Count"]) + 1)
    writer.update_container(tree)
    writer.update_container(tree["/Kids"])


def flipped() -> bytes:
    pdf = drawn(drawing.in_content)
    place = letter().index(b"stream") + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


UNLAWFUL_FILES = {
    "one dot in the text": lambda: drawn(both(drawing.in_content, ink(b"300 640 1 1 re f"))),
    "a pale dot in the text": lambda: drawn(both(drawing.in_content, ink(b"0.9 g 300 600 1 1 re f"))),
    "a word covered": lambda: drawn(both(drawing.in_content, ink(b"1 g 121 633 60 13 re f"))),
    "a large patch": lambda: drawn(both(drawing.in_content, ink(INK))),
    "the number below its place": lambda: drawn(ink(b"0 g 150 560 20 8 re f")),
    "the subject rewritten": lambda: drawn(both(drawing.in_content, ink(b"1 g 126 688 100 24 re f"))),
    "the signer's name covered": lambda: drawn(both(drawing.in_content, ink(b"1 g 330 380 200 100 re f"))),
    "a page added": lambda: drawn(both(drawing.in_content, add_page)),
    "a file attached": lambda: drawn(both(drawing.in_content, attach)),
    "no seal": lambda: update(led(), drawing.in_content),
    "drawn after the seal": lambda: update(sealed(led()), drawing.in_content),
    "a stranger's seal": lambda: drawn(
        drawing.in_content, who=issue(SEAL_NAME, issue(name("Gốc lạ"), None, ca=True))
    ),
    "a person signs last": lambda: sign(
        drawn(drawing.in_content), issue(name("Kẻ khác"), honest().middle), field_name="them"
    ),
    "a bit flipped under both": flipped,
    "a seal over the text": lambda: drawn(
        drawing.in_content,
        box=(85, 600, 380, 660),
        shown=drawing.seal_picture(b"0 0 300 60 re f", (0, 0, 300, 60)),
    ),
    "a seal over the page": lambda: drawn(
        drawing.in_content, box=(0, 0, 595, 842), shown=drawing.seal_picture(b"0 0 60 60 re f")
    ),
    "a seal over a short line": lambda: drawn(
        drawing.in_content,
        box=(85, 612, 200, 632),
        shown=drawing.seal_picture(b"0 0 300 60 re f", (0, 0, 115, 20)),
    ),
    "a stranger signs over a short line": lambda: drawn(
        drawing.in_content,
        sign(
            led(),
            issue(name("Kẻ khác"), honest().middle),
            field_name="them",
            box=(85, 612, 200, 632),
            shown=drawing.seal_picture(b"0 0 300 60 re f", (0, 0, 115, 20)),
        ),
    ),
    "urgency over the subject": lambda: drawn(
        both(drawing.in_content, ink(b"1 g 126 688 60 12 re f 0 g BT /F9 12 Tf 130 690 Td (KHAN) Tj ET"))
    ),
    "the leader's key expired": lambda: drawn(
        drawing.in_content,
        led(who=issue(LEADER_NAME, honest().middle, until=AT.replace(year=2025, month=12))),
    ),
}


def judged(pdf: bytes):
    report = verify(pdf, policy=trusted(), at=AT)
    finding = judge_drawn(pdf, report, look=page_looks)
    evidence = evidence_of(
        report,
        origin=Origin(judge_origin(pdf).origin),
        is_issuer=lambda certificate: certificate.organization_identifier == AGENCY_CODE,
        drawn_by_d8_k1=finding.lawful,
    )
    return report, finding, classify(evidence, rules=RULES)


@pytest.mark.law("QD11/D8.K1", "QD11/D3.K1.a")
@pytest.mark.parametrize("make", LAWFUL_FILES.values(), ids=LAWFUL_FILES)
def test_d8_k1_number_and_date_drawn_in_their_places_make_class_1(make):
    report, finding, standing = judged(make())
    assert finding == LAWFUL, (finding, report.error, [one.sentence for one in report.signatures])
    assert standing.legal_class is LegalClass.BORN_SIGNED
    assert "theo Điều 8 khoản 1" in standing.reason


@pytest.mark.law("QD11/D8.K1", "QD11/D3.K1.a")
@pytest.mark.parametrize("make", UNLAWFUL_FILES.values(), ids=UNLAWFUL_FILES)
def test_d8_k1_anything_else_changed_makes_no_class(make):
    _, finding, standing = judged(make())
    assert not finding.lawful
    assert finding.sentence.endswith(".")
    assert standing.legal_class not in (LegalClass.BORN_SIGNED, LegalClass.SIGNED_SCAN)


def test_twenty_ways_are_accepted():
    assert len(LAWFUL_FILES) >= 20


def test_a_file_with_nothing_drawn_is_not_judged_by_pictures():
    def never(_pdf: bytes):
        pytest.fail("nothing to look at")

    pdf = sealed(led())
    assert not judge_drawn(pdf, verify(pdf, policy=trusted(), at=AT), look=never).lawful


def test_pages_that_cannot_be_drawn_are_not_lawful():
    def blind(_pdf: bytes):
        raise ValueError

    pdf = drawn(drawing.in_content)
    assert "Không so sánh được" in judge_drawn(pdf, verify(pdf, policy=trusted(), at=AT), look=blind).sentence
