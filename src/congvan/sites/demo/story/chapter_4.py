"""Chapter 4, the receivers: registered, refused on both grounds, secret ones kept out, paper joined."""

from __future__ import annotations

from typing import Any

import httpx

from congvan.sites.demo import letters
from congvan.sites.demo.foreign import make_packet
from congvan.sites.demo.story import chapter_1, chapter_2, chapter_3
from congvan.sites.demo.story.step import (
    DONG_XUAN,
    PGD_DONG_XUAN,
    SGDDT,
    STTTT,
    TUY_HOA,
    UBND,
    Stage,
    Step,
    chosen,
    on,
)
from congvan.typeset.compose import compose

NOTICE = chapter_3.NOTICE
REPORT = "56/STTTT-CNTT"
SECRET = "57/STTTT-CNTT"  # noqa: S105 — a notation
BARRIER = "Thử hàng rào đối với văn bản mật"
WRONG = "Văn bản gửi các Phòng Giáo dục và Đào tạo; đề nghị gửi lại cho Phòng GDĐT huyện Đồng Xuân."
WORTHLESS = "Bản quét không có chữ ký số của cơ quan ban hành, đề nghị ký số rồi gửi lại."


def register_at_tuy_hoa(stage: Stage) -> None:
    stage.do(stage.sgddt, "register", by="vanthu.tuyhoa", notation=NOTICE)


def refuse_at_dong_xuan(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "reject", by="vanthu.dongxuan", notation=NOTICE, ground="wrong_recipient", reason=WRONG
    )


def refuse_without_reason(stage: Stage) -> None:
    """Nothing happens but a refusal that names its clause."""
    stage.tried = stage.refused(
        stage.sgddt, "reject", by="vanthu.dongxuan", notation=NOTICE, ground="wrong_recipient", reason=" "
    )


def send_unsigned_scan(stage: Stage) -> None:
    at = on("12/4", "08:00")
    scan = letters.scan_of(letters.named("unsigned_report"), at=at)
    stage.peer.send(
        make_packet(notation=REPORT, at=at, pdf=scan, subject="Báo cáo hạ tầng kết nối liên thông")
    )


def refuse_unsigned_scan(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "reject", by=chapter_3.CLERK, notation=REPORT, ground="no_legal_value", reason=WORTHLESS
    )


def send_secret_packet(stage: Stage) -> None:
    """A packet whose attachment bears the line MẬT: the hub opens no attachment, the node turns it away."""
    at = on("12/4", "09:00")
    pdf = compose(letters.named("secret_letter"), at=at).pdf
    stage.do(
        stage.sgddt, "start", by=chapter_3.OFFICER, kind="official_letter", symbol="SGDĐT-VP", subject=BARRIER
    )
    stage.peer.send(make_packet(notation=SECRET, at=at, pdf=pdf, subject=BARRIER))
    try_doors(stage)


def join_paper(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "join_paper", by="vanthu.tuyhoa", notation=NOTICE, issued="2018-04-11",
        issuer="Sở Giáo dục và Đào tạo tỉnh Phú Yên",
    )  # fmt: skip


def wait(stage: Stage) -> None:
    """Nothing is done by hand: the workers carry the states back."""


def see_tried(stage: Stage) -> dict[str, Any]:
    """What the attempt came to."""
    return stage.tried


def see_arrivals(stage: Stage) -> dict[str, Any]:
    return {
        code: (stage.sgddt.do("incoming", key="", agency=code, notation=NOTICE) or {}).get("state")
        for code in (TUY_HOA, PGD_DONG_XUAN, DONG_XUAN)
    }


def see_at(agency: str, notation: str, *names: str) -> Any:
    """Look at a document as an agency of node 2 holds it."""
    return lambda stage: chosen(stage.sgddt.do("incoming", key="", agency=agency, notation=notation), *names)


def see_states_of_decision(stage: Stage) -> dict[str, Any]:
    rows = stage.ubnd.do("recipients", key="", agency=UBND, subject=chapter_1.SUBJECT)
    return {row["code"]: row["states"] for row in rows}


def see_states_of_notice(stage: Stage) -> dict[str, Any]:
    rows = stage.sgddt.do("recipients", key="", agency=SGDDT, subject=chapter_3.SUBJECT)
    return {row["code"]: [row["states"], row["said"]] for row in rows}


def try_doors(stage: Stage) -> None:
    """Try what is marked secret at every door."""
    at = on("12/4", "09:30")
    pdf = compose(letters.named("secret_letter"), at=at).pdf
    paper = {"issued": "2018-04-10", "issuer_name": "Sở Thông tin và Truyền thông tỉnh Phú Yên"}
    facts: dict[str, Any] = {
        "kind": "official_letter",
        "notation": "58/STTTT-CNTT",
        "subject": "Thử hàng rào",
    }
    by_field = stage.refused(
        stage.sgddt, "enter_by_hand", by=chapter_3.CLERK, marking="Mật", **paper, **facts
    )
    by_scan = stage.refused(
        stage.sgddt, "add_file", by=chapter_3.CLERK, notation=chapter_2.DECISION, letter="secret_letter"
    )
    by_draft = stage.refused(
        stage.sgddt, "revise", by=chapter_3.OFFICER, subject=BARRIER, letter="secret_letter"
    )
    header = make_packet(notation="59/STTTT-CNTT", at=at, pdf=pdf, subject="Thử hàng rào", sphere="Mật")
    stage.tried = {
        "field": by_field["law"],
        "file": by_scan["law"],
        "draft": by_draft["law"],
        "hub_header": _refused_by_hub(stage, header),
    }


def see_doors(stage: Stage) -> dict[str, Any]:
    """Every door has refused; the packet that passed the hub was turned away at the node."""
    return {
        **stage.tried,
        "packet": stage.sgddt.do("incoming", key="", agency=SGDDT, notation=SECRET),
        "turned_away": stage.sgddt.do("turned_away", key=""),
    }


def _refused_by_hub(stage: Stage, packet: bytes) -> str:
    try:
        stage.peer.send(packet)
    except httpx.HTTPStatusError as refusal:
        return str(refusal.response.json()["code"])
    return ""


STEPS = (
    Step(
        "4.01-notice-arrives", "QD11/D5.K2", on("11/4", "09:40"), wait, see_arrivals,
        {TUY_HOA: "chờ tiếp nhận", PGD_DONG_XUAN: "chờ tiếp nhận", DONG_XUAN: "chờ tiếp nhận"},
    ),
    Step(
        "4.02-register-at-tuy-hoa", "QD11/D5.K1", on("11/4", "10:00"), register_at_tuy_hoa,
        see_at(TUY_HOA, NOTICE, "state", "number", "legal_class", "electronic_only"),
        {"state": "đã đăng ký", "number": 212, "legal_class": "loại 1", "electronic_only": False},
    ),
    Step(
        "4.03-no-refusal-without-reason", "QD11/D5.K6.b", on("11/4", "10:20"), refuse_without_reason,
        see_tried,
        {"status": 422, "code": "incoming.reject.reason_missing", "law": "QD11/D5.K6.b"},
    ),
    Step(
        "4.04-refuse-wrong-recipient", "QD11/D5.K6.a", on("11/4", "10:30"), refuse_at_dong_xuan,
        see_at(DONG_XUAN, NOTICE, "state", "number"), {"state": "đã từ chối", "number": None},
    ),
    Step(
        "4.05-unsigned-scan-arrives", "QD11/D3.K1.c", on("12/4", "08:00"), send_unsigned_scan,
        see_at(SGDDT, REPORT, "state", "legal_class", "missing"),
        {
            "state": "chờ tiếp nhận",
            "legal_class": "loại 3",
            "missing": ["tính xác thực về nguồn gốc", "sự toàn vẹn của văn bản"],
        },
    ),
    Step(
        "4.06-refuse-without-legal-value", "QD11/D5.K6.a", on("12/4", "08:20"), refuse_unsigned_scan,
        see_at(SGDDT, REPORT, "state", "number"), {"state": "đã từ chối", "number": None},
    ),
    Step(
        "4.07-secret-is-turned-away", "QD11/D2.K2", on("12/4", "09:00"), send_secret_packet, see_doors,
        {
            "field": "QD11/D2.K2",
            "file": "QD11/D2.K2",
            "draft": "QD11/D2.K2",
            "hub_header": "packet.secret",
            "packet": None,
            "turned_away": ["secret"],
        },
    ),
    Step(
        "4.08-states-of-the-decision", "QD11/D3.K4", on("12/4", "10:00"), wait, see_states_of_decision,
        {STTTT: [], SGDDT: ["01", "03", "04", "05", "06"], DONG_XUAN: ["01"]},
    ),
    Step(
        "4.09-states-of-the-notice", "QD11/D5.K6.b", on("12/4", "10:01"), wait, see_states_of_notice,
        {
            TUY_HOA: [["01", "03"], ""],
            PGD_DONG_XUAN: [["01"], ""],
            DONG_XUAN: [["01", "02"], f"Gửi nhầm đơn vị nhận: {WRONG}"],
        },
    ),
    Step(
        "4.10-paper-joins", "QD11/D5.K5", on("16/4", "08:00"), join_paper,
        see_at(TUY_HOA, NOTICE, "number", "paper"), {"number": 212, "paper": 1},
    ),
)  # fmt: skip
