"""What the law forbids when documents come in; the docstring is what the clerk reads."""

from congvan.base.errors import Refusal


class KnownPacket(Refusal):
    """Gói tin này đã có trong hàng chờ của cơ quan."""

    code = "incoming.arrive.known"
    law = "QD11/D3.K4"


class ReasonMissing(Refusal):
    """Phải ghi rõ lý do từ chối tiếp nhận."""

    code = "incoming.reject.reason_missing"
    law = "QD11/D5.K6.b"


class GroundNotAllowed(Refusal):
    """Chỉ được từ chối vì gửi nhầm đơn vị nhận hoặc không đủ giá trị pháp lý."""

    code = "incoming.reject.ground_not_allowed"
    law = "QD11/D5.K6.a"


class HasLegalValue(Refusal):
    """Kết quả kiểm tra cho thấy văn bản này đủ giá trị pháp lý, nên không thể từ chối vì lý do đó."""

    code = "incoming.reject.has_legal_value"
    law = "QD11/D5.K6.a"


class UndoNotAllowed(Refusal):
    """Văn bản này không hoàn tác đăng ký được. Số đến đã cấp vẫn thuộc văn bản."""

    code = "incoming.undo_register.not_allowed"
    law = "QD11/D5.K4.b"


class OpenedAlready(Refusal):
    """Người được trình đã mở văn bản, nên không hoàn tác đăng ký được nữa."""

    code = "incoming.undo_register.opened"
    law = "QD11/D6.K1"


class ToldAlready(Refusal):
    """Cơ quan gửi đã được báo là văn bản đã tiếp nhận, nên không hoàn tác đăng ký được nữa."""

    code = "incoming.undo_register.told"
    law = "QD11/D3.K4"


class SecretMarking(Refusal):
    """Văn bản mang dấu chỉ độ mật không được đưa vào hệ thống. Hãy quản lý văn bản này theo chế độ mật."""

    code = "documents.secret"
    law = "QD11/D2.K2"


class Twin(Refusal):
    """Văn bản này đã được đăng ký. Hãy ghi nhận bản giấy vào số đến đã có."""

    code = "incoming.enter_by_hand.twin"
    law = "QD11/D5.K5"


class NotTheSame(Refusal):
    """Bản giấy không khớp nơi ban hành, số ký hiệu và ngày của văn bản điện tử này."""

    code = "incoming.join_paper.not_the_same"
    law = "QD11/D5.K5"


class PaperThere(Refusal):
    """Bản giấy của văn bản này đã được ghi nhận."""

    code = "incoming.join_paper.there"
    law = "QD11/D5.K5"


class ScanThere(Refusal):
    """Văn bản này đã có tập tin. Mỗi văn bản giấy chỉ quét một lần."""

    code = "incoming.add_scan.there"
    law = "QD11/D5.K4.a"


class NotAPdf(Refusal):
    """Tập tin không phải PDF đọc được. Hãy quét lại thành PDF."""

    code = "incoming.not_a_pdf"
    law = "QD11/D5.K4.a"


class NoRegister(Refusal):
    """Chưa mở sổ văn bản đến của năm nay. Hãy mở sổ rồi đăng ký."""

    code = "incoming.no_register"
    law = "QD11/D8.K2.a"


class NotALeader(Refusal):
    """Người được trình phải là lãnh đạo của cơ quan này."""

    code = "incoming.submit.not_a_leader"
    law = "QD11/D6.K1"


class NoLead(Refusal):
    """Bút phê phải giao đúng một nơi chủ trì thuộc cơ quan này."""

    code = "incoming.direct.no_lead"
    law = "QD11/D7.K1"


class TextMissing(Refusal):
    """Bút phê chưa có nội dung."""

    code = "incoming.direct.text_missing"
    law = "QD11/D6.K2"


class OutcomeMissing(Refusal):
    """Phải ghi kết quả giải quyết."""

    code = "incoming.finish.outcome_missing"
    law = "QD11/D7.K3"
