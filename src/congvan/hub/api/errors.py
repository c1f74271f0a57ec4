"""What the HTTP side itself refuses. The docstring is the message; docs/protocol/v1.md lists the codes."""

from http import HTTPStatus
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse

from congvan.base.errors import Denied, NotDone, Refusal
from congvan.base.http import problem, status_of

CONFLICTS = frozenset({"packet.id_reused", "changes.cursor_ahead"})


class ApiError(Refusal):
    """A refusal with an HTTP status of its own."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST


class TokenMissing(ApiError):
    """Yêu cầu chưa có mã xác thực. Hãy gửi Authorization: Bearer với mã ký bằng khóa của thành viên."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.missing"


class TokenInvalid(ApiError):
    """Mã xác thực không hợp lệ. Hãy kiểm tra mã thành viên, khóa ký và các trường bắt buộc của mã."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.invalid"


class TokenExpired(ApiError):
    """Mã xác thực đã hết hạn hoặc chưa tới lúc dùng. Hãy chỉnh đồng hồ của máy chủ rồi tạo mã mới."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.expired"


class TokenReplayed(ApiError):
    """Mã xác thực này đã được dùng. Mỗi yêu cầu, kể cả khi gửi lại, phải có mã mới."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.replayed"


class TokenElsewhere(ApiError):
    """Mã xác thực được tạo cho yêu cầu khác (phương thức hoặc đường dẫn không khớp)."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.elsewhere"


class BodyDiffers(ApiError):
    """Nội dung nhận được không khớp với mã băm trong mã xác thực. Hãy gửi lại."""

    status = HTTPStatus.UNAUTHORIZED
    code = "auth.body_differs"


class MemberSuspended(ApiError):
    """Kết nối của hệ thống này đang tạm ngừng. Hãy liên hệ đơn vị vận hành trục."""

    status = HTTPStatus.FORBIDDEN
    code = "auth.suspended"


class LengthMissing(ApiError):
    """Yêu cầu phải có Content-Length: trục không nhận nội dung chưa biết độ dài."""

    status = HTTPStatus.LENGTH_REQUIRED
    code = "request.length_missing"


class BodyTooLarge(ApiError):
    """Nội dung gửi lên vượt quá kích thước cho phép. Hãy giảm dung lượng tập tin kèm theo."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "request.too_large"


class BodyShort(ApiError):
    """Nội dung nhận được chưa đủ: đường truyền bị ngắt. Hãy gửi lại cùng mã gói tin."""

    code = "request.body_short"


class BodyUnreadable(ApiError):
    """Nội dung yêu cầu không phải JSON đúng mẫu của giao thức."""

    code = "request.body_unreadable"


class ParameterUnfit(ApiError):
    """Tham số của yêu cầu không hợp lệ."""

    code = "request.parameter"


class MethodUnknown(ApiError):
    """Địa chỉ này không nhận phương thức vừa gọi."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "request.method"


class NothingThere(ApiError):
    """Không tìm thấy nội dung này."""

    status = HTTPStatus.NOT_FOUND
    code = "request.not_found"


class PacketUnknown(ApiError):
    """Trục không giữ gói tin này, hoặc hệ thống của bạn không gửi và không nhận nó."""

    status = HTTPStatus.NOT_FOUND
    code = "packet.unknown"


class PacketErased(ApiError):
    """Nội dung gói tin này đã xóa khỏi trục vì có nơi nhận thấy dấu chỉ độ mật. Đừng tải lại gói tin này."""

    status = HTTPStatus.GONE
    code = "packet.erased"
    law = "QD11/D2.K2"


class PacketRefused(ApiError):
    """Gói tin không nhận được."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "packet.refused"

    def __init__(self, *, code: str, message: str, where: str, clause: str) -> None:
        super().__init__(message, param=where)
        self.code, self.clause = f"packet.{code}", clause


class SenderNotYours(Denied):
    """Hệ thống này không chuyển văn bản thay cho cơ quan gửi ghi trong gói tin. Hãy kiểm tra From/OrganId."""

    code = "packet.sender_not_yours"


class ReceiptInvalid(ApiError):
    """Chữ ký không đúng hoặc nội dung đã ký thiếu trường. Hãy ký lại bằng khóa của thành viên."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "receipt.invalid"


class Fault(ApiError):
    """Trục gặp lỗi khi xử lý yêu cầu. Hãy gửi lại sau; nếu vẫn lỗi, báo đơn vị vận hành kèm request_id."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "hub.fault"


def answer(error: NotDone) -> HttpResponse:
    """The HTTP form of an act not done."""
    body = problem(error)
    if isinstance(error, PacketRefused):
        body["law"] = error.clause or None
    response = JsonResponse(body, status=_status(error))
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django calls it so
    """Django's handler for an address that does not exist."""
    return answer(NothingThere())


def fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django calls it so
    """Django's handler for a bug; the chain is in the log under the same request id."""
    return answer(Fault())


def _status(error: NotDone) -> int:
    if isinstance(error, ApiError):
        return error.status
    return HTTPStatus.CONFLICT if error.code in CONFLICTS else status_of(error)
