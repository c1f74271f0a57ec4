"""What a key's keeper says no with: stable codes, sentences for the person at the screen."""

from __future__ import annotations

from congvan.signing.errors import KeyRefused
from congvan.signing.keys import limits

WRONG_PIN = "signer.wrong_pin"
UNAVAILABLE = "signer.unavailable"
"""The one code after which the same request may be made again as it stands."""


def wrong_pin(*, left: int | None = None, wait: float = 0.0) -> KeyRefused:
    """The keeper did not open. `left`: attempts before one must wait (None: not counted); `wait`: seconds."""
    after = ": hãy nhập lại."
    if left:
        after = f". Còn {left} lần thử, sau đó phải đợi."
    elif left == 0:
        after = f". Hãy đợi {int(wait) + 1} giây rồi thử lại."
    return KeyRefused(WRONG_PIN, f"Mã PIN không đúng{after}")


def slow_down(wait: float) -> KeyRefused:
    """Too many wrong PINs: nothing is tried for `wait` seconds."""
    return KeyRefused(
        "signer.slow_down", f"Đã nhập sai mã PIN nhiều lần: hãy đợi {int(wait) + 1} giây rồi thử lại."
    )


def pin_locked() -> KeyRefused:
    """The keeper itself opens for nobody any more."""
    return KeyRefused("signer.pin_locked", "Mã PIN đã bị khóa: hãy liên hệ nơi cấp chứng thư để mở khóa.")


def unknown_key() -> KeyRefused:
    """No key of this label."""
    return KeyRefused("signer.unknown_key", "Không có khóa ký này: hãy chọn lại chứng thư số.")


def too_many() -> KeyRefused:
    """More than one signing session takes."""
    return KeyRefused(
        "signer.too_many", f"Mỗi lần ký tối đa {limits.ITEMS_MAX} văn bản: hãy bớt văn bản rồi ký tiếp."
    )


def unavailable() -> KeyRefused:
    """The signer process does not answer, or went away in the middle."""
    return KeyRefused(
        UNAVAILABLE,
        "Tiến trình ký số chưa sẵn sàng: hãy thử lại sau ít phút hoặc báo người quản trị.",
    )


def malformed() -> KeyRefused:
    """The request is not one of ours."""
    return KeyRefused("signer.malformed", "Yêu cầu ký không hợp lệ: hãy tải lại trang rồi thử lại.")


def file_broken(what: str) -> KeyRefused:
    """A key file that cannot be used; `what` is the first half of the sentence."""
    return KeyRefused("signer.key_broken", f"{what}: hãy báo người quản trị.")


def device_broken() -> KeyRefused:
    """A token that is away, was pulled out, or fails."""
    return KeyRefused(
        "signer.key_broken", "Không dùng được thiết bị ký số: hãy cắm lại thiết bị rồi thử lại."
    )


def service_down() -> KeyRefused:
    """A remote signing service that does not answer; nothing is known to be wrong with the request."""
    return KeyRefused(
        UNAVAILABLE,
        "Dịch vụ ký số từ xa không trả lời: hãy thử lại sau ít phút hoặc báo người quản trị.",
    )


def service_denied() -> KeyRefused:
    """A remote signing service that does not know this system."""
    return KeyRefused(
        "signer.service_denied",
        "Dịch vụ ký số từ xa không cho hệ thống này kết nối: hãy báo người quản trị kiểm tra mã kết nối.",
    )


def service_broken() -> KeyRefused:
    """A remote signing service that answers outside its protocol, or refuses without a cause we know."""
    return KeyRefused(
        "signer.service_broken", "Dịch vụ ký số từ xa trả lời không đúng quy ước: hãy báo người quản trị."
    )


def certificate_unusable() -> KeyRefused:
    """The keeper says that key or certificate is disabled, expired, suspended or revoked."""
    return KeyRefused(
        "signer.certificate_unusable",
        "Nơi giữ khóa báo chứng thư số không còn dùng để ký được: hãy liên hệ nơi cấp chứng thư.",
    )


def certificate_changed() -> KeyRefused:
    """The keeper's certificate is not the one that was prepared for."""
    return KeyRefused(
        "signer.certificate_changed",
        "Nơi giữ khóa đã đổi chứng thư số: hãy báo người quản trị cập nhật chứng thư rồi ký lại.",
    )


def more_than_pin() -> KeyRefused:
    """The keeper wants more than a PIN for each approval, so many cannot be signed under one."""
    return KeyRefused(
        "signer.more_than_pin",
        "Dịch vụ ký số từ xa đòi thêm xác nhận ngoài mã PIN (như OTP):"
        " hãy đăng ký hình thức ký chỉ dùng mã PIN.",
    )


def approval_expired() -> KeyRefused:
    """The approval ran out before all was signed."""
    return KeyRefused(
        "signer.approval_expired", "Lượt cho phép ký đã hết hạn: hãy nhập mã PIN để ký tiếp phần còn lại."
    )


def approval_missing() -> KeyRefused:
    """The person has not agreed on the service's own application in time."""
    return KeyRefused(
        "signer.approval_missing",
        "Chưa thấy bạn chấp thuận trên ứng dụng của dịch vụ ký số:"
        " hãy ký lại rồi chấp thuận ngay trên ứng dụng.",
    )
