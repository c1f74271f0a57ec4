"""What the law forbids when documents go out; the docstring is what the user reads."""

from congvan.base.errors import Refusal


class SecretMarking(Refusal):
    """Dự thảo mang dấu chỉ độ mật không được đưa vào hệ thống. Hãy soạn thảo theo chế độ mật."""

    code = "documents.secret"
    law = "QD11/D2.K2"


class NotAPdf(Refusal):
    """Văn bản chính phải là tập tin PDF đọc được, không đặt mật khẩu."""

    code = "outgoing.not_a_pdf"
    law = "QD11/D8.K1"


class LinkUnseen(Refusal):
    """Không tìm thấy văn bản đến cần trả lời hoặc triển khai."""

    code = "outgoing.start.link_unseen"
    law = "QD11/D8.K2.b"


class ForeignBody(Refusal):
    """Cơ quan ban hành này không thuộc cơ quan của bạn."""

    code = "outgoing.start.foreign_body"
    law = "QD11/D3.K1.a"


class ForeignVersion(Refusal):
    """Bản dự thảo này không thuộc văn bản đang xử lý."""

    code = "outgoing.foreign_version"
    law = "QD11/D7.K4"


class InitialledAlready(Refusal):
    """Bản dự thảo này đã được ký nháy về nội dung hoặc thể thức đó."""

    code = "outgoing.initial.there"
    law = "QD11/D7.K4"


class NoPlaces(Refusal):
    """Dự thảo chưa có chỗ dành cho số, ngày và chữ ký. Hãy soạn theo mẫu hoặc đặt vị trí trên trang."""

    code = "outgoing.submit.no_places"
    law = "QD11/D8.K1"


class NoAuthority(Refusal):
    """Người được trình không có thẩm quyền ký loại văn bản này vào ngày này."""

    code = "outgoing.submit.no_authority"
    law = "QD11/D3.K1.a"


class ReasonMissing(Refusal):
    """Phải ghi lý do trả lại."""

    code = "outgoing.return.reason_missing"
    law = "QD11/D7.K5"


class NoKey(Refusal):
    """Chưa có chứng thư số còn hiệu lực để ký. Hãy báo quản trị hệ thống gắn chứng thư số."""

    code = "outgoing.no_key"
    law = "QD11/D8.K3.a"


class NotTheApproved(Refusal):
    """Tập tin đã ký không phải là bản đã được phê duyệt."""

    code = "outgoing.sign.not_the_approved"
    law = "QD11/D7.K5"


class SignatureInvalid(Refusal):
    """Chữ ký số không hợp lệ nên chưa được ghi nhận. Hãy ký lại."""

    code = "outgoing.signature_invalid"
    law = "QD11/D3.K1.a"


class OthersSignature(Refusal):
    """Chữ ký số là của riêng người ký: người xử lý thay không ký thay. Hãy trình người có thẩm quyền khác."""

    code = "outgoing.sign.others_signature"
    law = "QD11/D13.K2"


class OtherCertificate(Refusal):
    """Chứng thư số đã dùng không phải của người hoặc cơ quan phải ký văn bản này."""

    code = "outgoing.other_certificate"
    law = "QD11/D8.K3.a"


class SignerRefused(Refusal):
    """Tiến trình ký số từ chối ký. Hãy thử lại."""

    code = "outgoing.signer_refused"
    law = "QD11/D8.K1"


class NoBook(Refusal):
    """Chưa có sổ văn bản đi của năm nay. Hãy mở sổ và dãy số rồi cấp số."""

    code = "outgoing.assign_number.no_book"
    law = "QD11/D8.K2.a"


class NoSeries(Refusal):
    """Sổ này không có dãy số cho loại văn bản. Hãy mở dãy số rồi cấp số."""

    code = "outgoing.assign_number.no_series"
    law = "QD11/D8.K2.a"


class BeforeSignature(Refusal):
    """Ngày cấp số không được sớm hơn ngày lãnh đạo ký."""

    code = "outgoing.assign_number.before_signature"
    law = "QD11/D8.K1"


class OtherYear(Refusal):
    """Năm in sẵn trên văn bản khác năm cấp số. Hãy trả lại để sửa dự thảo."""

    code = "outgoing.assign_number.other_year"
    law = "QD11/D8.K1"


class NoLegalValue(Refusal):
    """Chỉ được gửi văn bản điện tử có giá trị pháp lý (loại 1, loại 2 hoặc bản sao có chứng thực)."""

    code = "outgoing.release.no_legal_value"
    law = "QD11/D8.K4"


class NotTakingPart(Refusal):
    """Có nơi nhận không tham gia liên thông. Hãy chuyển nơi nhận đó sang gửi bản giấy."""

    code = "outgoing.release.not_taking_part"
    law = "QD11/D8.K4"


class NoRecipients(Refusal):
    """Chưa chọn nơi nhận."""

    code = "outgoing.release.no_recipients"
    law = "QD11/D8.K4"


class TooFewStores(Refusal):
    """Chưa lưu đủ hai bản của văn bản nên chưa thể gửi. Hãy báo quản trị hệ thống kiểm tra kho lưu trữ."""

    code = "outgoing.release.too_few_stores"
    law = "QD11/D8.K5"


class UnfitForPacket(Refusal):
    """Văn bản chưa thể đóng thành gói tin liên thông."""

    code = "outgoing.release.unfit_for_packet"
    law = "QD11/D8.K4"
