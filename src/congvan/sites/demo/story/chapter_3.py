"""Chapter 3, Sở Giáo dục và Đào tạo: số đến 541, and 94/SGDĐT-VP that carries it out."""

from __future__ import annotations

from typing import Any

from congvan.sites.demo.story.chapter_2 import DECISION
from congvan.sites.demo.story.step import (
    DONG_XUAN,
    PGD_DONG_XUAN,
    SGDDT,
    TUY_HOA,
    Stage,
    Step,
    chosen,
    on,
)

CLERK, DIRECTOR, CHIEF = "vanthu.sgddt", "giamdoc.sgddt", "van.sgddt"
OFFICER, CHECKER = "chuyenvien.sgddt", "phovp.sgddt"
DOSSIER = "12.QLVB"
NOTICE = "94/SGDĐT-VP"
SUBJECT = (
    "V/v thông báo Quyết định ban hành Quy chế quản lý, vận hành, sử dụng hệ thống quản lý văn bản, "
    "điều hành và liên thông văn bản điện tử trong các cơ quan nhà nước trên tỉnh Phú Yên"
)
DIRECTION = "Văn phòng Sở chủ trì tham mưu văn bản triển khai đến các đơn vị trước ngày 12/4/2018."


def register_decision(stage: Stage) -> None:
    stage.do(stage.sgddt, "register", by=CLERK, notation=DECISION)


def submit_decision(stage: Stage) -> None:
    stage.do(stage.sgddt, "submit", by=CLERK, notation=DECISION, to=DIRECTOR)


def direct_decision(stage: Stage) -> None:
    stage.do(stage.sgddt, "read", by=DIRECTOR, notation=DECISION)
    stage.do(
        stage.sgddt, "direct", by=DIRECTOR, notation=DECISION, text=DIRECTION, lead=OFFICER,
        cooperate=["Phòng Giáo dục Trung học"], inform=["Lãnh đạo Sở"], due="2018-04-12T17:00",
    )  # fmt: skip


def start_notice(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "start", by=OFFICER, kind="official_letter", symbol="SGDĐT-VP", subject=SUBJECT,
        carries_out=DECISION,
    )  # fmt: skip


def attach_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "revise", by=OFFICER, subject=SUBJECT, letter="notice", attach=DECISION)


def forward_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "forward", by=OFFICER, subject=SUBJECT, to=CHECKER)
    stage.do(stage.sgddt, "initial", by=CHECKER, subject=SUBJECT, answers_for="thể thức")


def submit_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "submit_draft", by=CHECKER, subject=SUBJECT, to=CHIEF)


def approve_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "approve", by=CHIEF, subject=SUBJECT)


def sign_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "sign", by=CHIEF, subject=SUBJECT)
    stage.do(stage.sgddt, "send_to_issue", by=CHIEF, subject=SUBJECT)


def number_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "assign_number", by=CLERK, subject=SUBJECT)


def seal_notice(stage: Stage) -> None:
    stage.do(stage.sgddt, "seal", by=CLERK, subject=SUBJECT)


def release_notice(stage: Stage) -> None:
    """UBND huyện Đồng Xuân is picked where Phòng GDĐT huyện Đồng Xuân was meant too."""
    axis = [
        {"code": TUY_HOA, "name": "Phòng Giáo dục và Đào tạo thành phố Tuy Hòa", "electronic_only": False},
        {"code": PGD_DONG_XUAN, "name": "Phòng Giáo dục và Đào tạo huyện Đồng Xuân", "electronic_only": True},
        {"code": DONG_XUAN, "name": "Ủy ban nhân dân huyện Đồng Xuân", "electronic_only": True},
    ]
    stage.do(
        stage.sgddt, "release", by=CLERK, subject=SUBJECT, axis=axis,
        internal=["Lãnh đạo Sở", "Văn phòng Sở", "Phòng Giáo dục Trung học"],
        paper=["Các đơn vị trực thuộc Sở chưa tham gia liên thông"],
        lines=["Như trên", "GD, các PGD Sở GDĐT", "Các phòng chức năng Sở GDĐT", "Website Sở", "Lưu: VT, VP"],
    )  # fmt: skip


def file_both(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "open_dossier", by=OFFICER, code=DOSSIER,
        title="Triển khai Quy chế quản lý, vận hành hệ thống quản lý văn bản, điều hành năm 2018",
    )  # fmt: skip
    stage.do(stage.sgddt, "file_into", by=OFFICER, code=DOSSIER, notation=DECISION)
    stage.do(stage.sgddt, "file_into", by=OFFICER, code=DOSSIER, notation=NOTICE)


def finish_decision(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "finish", by=OFFICER, notation=DECISION, outcome="Đã ban hành công văn 94/SGDĐT-VP."
    )


def decision(*names: str) -> Any:
    """Look at QĐ 11 as the Sở holds it."""
    return lambda stage: chosen(stage.sgddt.do("incoming", key="", agency=SGDDT, notation=DECISION), *names)


def notice(*names: str) -> Any:
    """Look at 94/SGDĐT-VP."""
    return lambda stage: chosen(stage.sgddt.do("outgoing", key="", agency=SGDDT, subject=SUBJECT), *names)


def see_release(stage: Stage) -> dict[str, Any]:
    """Sent, in two stores, with the original bytes of QĐ 11 beside it."""
    facts = stage.sgddt.do("outgoing", key="", agency=SGDDT, subject=SUBJECT)
    original = stage.sgddt.do("main_digest", key="", agency=SGDDT, notation=DECISION)
    annexes = stage.sgddt.do("annex_digests", key="", agency=SGDDT, notation=NOTICE)
    queue = stage.sgddt.do("queue", key="")
    return {**chosen(facts, "state", "copies"), "original_attached": annexes == [original], **queue}


STEPS = (
    Step(
        "3.01-register", "QD11/D5.K4.b", on("30/3", "07:45"), register_decision,
        decision("state", "number", "arrival_date", "directed_to"),
        {"state": "đã đăng ký", "number": 541, "arrival_date": "2018-03-30", "directed_to": "chưa bút phê"},
    ),
    Step(
        "3.02-submit", "QD11/D5.K2", on("30/3", "07:50"), submit_decision, decision("state", "in_time"),
        {"state": "đã trình", "in_time": True},
    ),
    Step(
        "3.03-direct", "QD11/D6.K2", on("30/3", "14:00"), direct_decision, decision("state", "directed_to"),
        {"state": "đang giải quyết", "directed_to": DIRECTION},
    ),
    Step(
        "3.04-start-notice", "QD11/D8.K2.b", on("2/4", "08:30"), start_notice, notice("state", "links"),
        {"state": "đang soạn thảo", "links": [["triển khai", DECISION]]},
    ),
    Step(
        "3.05-attach-notice", "QD11/D7.K4", on("9/4", "09:00"), attach_notice, notice("versions", "files"),
        {"versions": 1, "files": ["văn bản chính", "tài liệu kèm theo"]},
    ),
    Step(
        "3.06-forward-notice", "QD11/D7.K4", on("9/4", "09:20"), forward_notice, notice("initials"),
        {"initials": 1},
    ),
    Step(
        "3.07-submit-notice", "QD11/D8.K1", on("10/4", "08:00"), submit_notice, notice("state"),
        {"state": "đã trình ký"},
    ),
    Step(
        "3.08-approve-notice", "QD11/D7.K5", on("11/4", "08:00"), approve_notice,
        notice("state", "signatory"),
        {"state": "đã duyệt", "signatory": "Phạm Huy Văn"},
    ),
    Step(
        "3.09-sign-notice", "QD11/D3.K1.a", on("11/4", "08:01"), sign_notice, notice("state"),
        {"state": "chờ ban hành"},
    ),
    Step(
        "3.10-number-notice", "QD11/D8.K1", on("11/4", "08:30"), number_notice,
        notice("state", "notation", "issued_date"),
        {"state": "đã cấp số, chờ đóng dấu", "notation": NOTICE, "issued_date": "2018-04-11"},
    ),
    Step(
        "3.11-seal-notice", "QD11/D8.K3.a", on("11/4", "08:31"), seal_notice, notice("state", "legal_class"),
        {"state": "đã ban hành, chờ gửi", "legal_class": "loại 1"},
    ),
    Step(
        "3.12-release-notice", "QD11/D8.K4", on("11/4", "08:35"), release_notice, see_release,
        {"state": "đã gửi", "copies": 2, "original_attached": True, "queued": 0, "dead": 0},
    ),
    Step(
        "3.13-file-both", "QD11/D9.K5", on("11/4", "09:00"), file_both, decision("dossiers"),
        {"dossiers": [DOSSIER]},
    ),
    Step(
        "3.14-finish", "QD11/D7.K3", on("11/4", "09:30"), finish_decision, decision("state"),
        {"state": "đã giải quyết"},
    ),
)  # fmt: skip
