"""Chapter 1, UBND tỉnh: from the Tờ trình on paper to Quyết định 11/2018/QĐ-UBND."""

from __future__ import annotations

from typing import Any

from congvan.sites.demo.story.step import DONG_XUAN, SGDDT, STTTT, UBND, Stage, Step, chosen, on

PROPOSAL = "10/TTr-STTTT"
SUBJECT = (
    "Ban hành Quy chế quản lý, vận hành, sử dụng hệ thống quản lý văn bản, điều hành và liên thông văn bản "
    "điện tử trong các cơ quan nhà nước trên địa bàn tỉnh Phú Yên"
)
CLERK, LEADER, OFFICER = "vanthu.ubnd", "phung.ubnd", "chuyenvien.ubnd"
HEAD, CHIEF = "truongphong.ubnd", "chanhvp.ubnd"
PAPER = [
    "Cục Kiểm tra văn bản QPPL - Bộ Tư pháp",
    "Vụ Pháp chế - Bộ TTTT",
    "TT Tỉnh ủy, TT HĐND tỉnh",
    "Đoàn Đại biểu Quốc hội tỉnh",
    "Ủy ban MTTQVN tỉnh",
]
LINES = ["Như Điều 3", *PAPER, "Lưu: VT, các Phòng, TT, KGVX (4)"]


def enter_proposal(stage: Stage) -> None:
    stage.do(
        stage.ubnd, "enter_by_hand", by=CLERK, kind="proposal", notation=PROPOSAL, number="10",
        symbol="TTr-STTTT", issued="2018-03-12", issuer_name="Sở Thông tin và Truyền thông tỉnh Phú Yên",
        subject="Về việc ban hành Quy chế quản lý, vận hành, sử dụng hệ thống quản lý văn bản, điều hành",
    )  # fmt: skip


def scan_proposal(stage: Stage) -> None:
    stage.do(stage.ubnd, "add_scan", by=CLERK, notation=PROPOSAL, letter="proposal")


def submit_proposal(stage: Stage) -> None:
    stage.do(stage.ubnd, "submit", by=CLERK, notation=PROPOSAL, to=LEADER)


def direct_proposal(stage: Stage) -> None:
    stage.do(
        stage.ubnd, "direct", by=LEADER, notation=PROPOSAL, lead=OFFICER,
        text="Phòng Khoa giáo - Văn xã soạn thảo Quyết định, trình trước ngày 27/3/2018.",
        cooperate=["Văn phòng Ủy ban"], inform=[], due="2018-03-28T17:00",
    )  # fmt: skip


def start_decision(stage: Stage) -> None:
    stage.do(
        stage.ubnd, "start", by=OFFICER, kind="normative_decision", symbol="QĐ-UBND", subject=SUBJECT,
        answers=PROPOSAL,
    )  # fmt: skip


def attach_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "revise", by=OFFICER, subject=SUBJECT, letter="decision")


def forward_to_head(stage: Stage) -> None:
    stage.do(stage.ubnd, "forward", by=OFFICER, subject=SUBJECT, to=HEAD)


def initial_content(stage: Stage) -> None:
    stage.do(stage.ubnd, "initial", by=HEAD, subject=SUBJECT, answers_for="nội dung")
    stage.do(stage.ubnd, "forward", by=HEAD, subject=SUBJECT, to=CHIEF)


def initial_form(stage: Stage) -> None:
    stage.do(stage.ubnd, "initial", by=CHIEF, subject=SUBJECT, answers_for="thể thức")


def submit_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "submit_draft", by=CHIEF, subject=SUBJECT, to=LEADER)


def approve_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "approve", by=LEADER, subject=SUBJECT)


def sign_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "sign", by=LEADER, subject=SUBJECT)


def send_decision_to_issue(stage: Stage) -> None:
    stage.do(stage.ubnd, "send_to_issue", by=LEADER, subject=SUBJECT)


def number_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "assign_number", by=CLERK, subject=SUBJECT)


def seal_decision(stage: Stage) -> None:
    stage.do(stage.ubnd, "seal", by=CLERK, subject=SUBJECT)


def release_decision(stage: Stage) -> None:
    axis = [
        {"code": SGDDT, "name": "Sở Giáo dục và Đào tạo tỉnh Phú Yên", "electronic_only": True},
        {"code": DONG_XUAN, "name": "Ủy ban nhân dân huyện Đồng Xuân", "electronic_only": True},
        {"code": STTTT, "name": "Sở Thông tin và Truyền thông tỉnh Phú Yên", "electronic_only": False},
    ]
    stage.do(
        stage.ubnd, "release", by=CLERK, subject=SUBJECT, axis=axis,
        internal=["Văn phòng Ủy ban", "Phòng Khoa giáo - Văn xã"], paper=PAPER, lines=LINES,
    )  # fmt: skip


def finish_proposal(stage: Stage) -> None:
    stage.do(
        stage.ubnd, "finish", by=OFFICER, notation=PROPOSAL, outcome="Đã ban hành Quyết định 11/2018/QĐ-UBND."
    )


def proposal(*names: str) -> Any:
    """Look at the Tờ trình."""
    return lambda stage: chosen(stage.ubnd.do("incoming", key="", agency=UBND, notation=PROPOSAL), *names)


def decision(*names: str) -> Any:
    """Look at the Quyết định."""
    return lambda stage: chosen(stage.ubnd.do("outgoing", key="", agency=UBND, subject=SUBJECT), *names)


STEPS = (
    Step(
        "1.01-enter-proposal", "QD11/D5.K4.a", on("13/3", "08:05"), enter_proposal,
        proposal("state", "number", "arrival_date", "legal_class"),
        {"state": "đã đăng ký", "number": 1205, "arrival_date": "2018-03-13", "legal_class": ""},
    ),
    Step(
        "1.02-scan-proposal", "QD11/D5.K4.a", on("13/3", "08:20"), scan_proposal,
        proposal("number", "legal_class", "directed_to"),
        {"number": 1205, "legal_class": "loại 3", "directed_to": "chưa bút phê"},
    ),
    Step(
        "1.03-submit-proposal", "QD11/D6.K1", on("13/3", "08:40"), submit_proposal, proposal("state"),
        {"state": "đã trình"},
    ),
    Step(
        "1.04-direct-proposal", "QD11/D6.K2", on("13/3", "15:10"), direct_proposal,
        proposal("state", "directed_to"),
        {
            "state": "đang giải quyết",
            "directed_to": "Phòng Khoa giáo - Văn xã soạn thảo Quyết định, trình trước ngày 27/3/2018.",
        },
    ),
    Step(
        "1.05-start-decision", "QD11/D8.K2.b", on("14/3", "09:00"), start_decision,
        decision("state", "links"), {"state": "đang soạn thảo", "links": [["trả lời", PROPOSAL]]},
    ),
    Step(
        "1.06-attach-draft", "QD11/D7.K4", on("22/3", "10:00"), attach_decision,
        decision("state", "versions"),
        {"state": "đang soạn thảo", "versions": 1},
    ),
    Step(
        "1.07-forward-draft", "QD11/D7.K4", on("22/3", "10:05"), forward_to_head, decision("state"),
        {"state": "đang soạn thảo"},
    ),
    Step(
        "1.08-initial-content", "QD11/D7.K4", on("23/3", "09:00"), initial_content, decision("initials"),
        {"initials": 1},
    ),
    Step(
        "1.09-initial-form", "QD11/D7.K4", on("23/3", "14:00"), initial_form, decision("initials"),
        {"initials": 2},
    ),
    Step(
        "1.10-submit-draft", "QD11/D8.K1", on("26/3", "08:00"), submit_decision,
        decision("state", "versions"),
        {"state": "đã trình ký", "versions": 2},
    ),
    Step(
        "1.11-approve", "QD11/D7.K5", on("27/3", "08:30"), approve_decision, decision("state", "signatory"),
        {"state": "đã duyệt", "signatory": "Phan Đình Phùng"},
    ),
    Step(
        "1.12-sign", "QD11/D3.K1.a", on("27/3", "08:32"), sign_decision, decision("state", "versions"),
        {"state": "đã ký", "versions": 3},
    ),
    Step(
        "1.13-send-to-issue", "QD11/D7.K5", on("27/3", "08:33"), send_decision_to_issue, decision("state"),
        {"state": "chờ ban hành"},
    ),
    Step(
        "1.14-assign-number", "QD11/D8.K1", on("27/3", "09:10"), number_decision,
        decision("state", "notation", "issued_date"),
        {"state": "đã cấp số, chờ đóng dấu", "notation": "11/2018/QĐ-UBND", "issued_date": "2018-03-27"},
    ),
    Step(
        "1.15-seal", "QD11/D8.K3.a", on("27/3", "09:11"), seal_decision, decision("state", "legal_class"),
        {"state": "đã ban hành, chờ gửi", "legal_class": "loại 1"},
    ),
    Step(
        "1.16-release", "QD11/D8.K4", on("27/3", "09:15"), release_decision, decision("state", "copies"),
        {"state": "đã gửi", "copies": 2},
    ),
    Step(
        "1.17-finish-proposal", "QD11/D7.K3", on("27/3", "09:30"), finish_proposal, proposal("state"),
        {"state": "đã giải quyết"},
    ),
)  # fmt: skip
