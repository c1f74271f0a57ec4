"""Pages for what went wrong: each says what happened and what to do. None of them touches the database."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from congvan.base.logs import request_id
from congvan.ui.answers import wants_fragment

KEPT_LETTERS_MAX = 20_000


@dataclass(frozen=True)
class Trouble:
    """One kind of failure in words. `kept` is what the person had typed; it is never lost."""

    status: int
    title: str
    happened: str
    todo: str
    back: str = "/"
    back_text: str = "Về trang đầu"
    kept: str = ""
    law: str = ""
    request_id: str = ""


TROUBLES = {
    trouble.status: trouble
    for trouble in (
        Trouble(
            400,
            "Yêu cầu không đọc được",
            "Địa chỉ hoặc nội dung gửi lên thiếu phần cần thiết, hoặc bị cắt giữa đường.",
            "Quay lại trang trước, tải lại rồi gửi lần nữa.",
        ),
        Trouble(
            403,
            "Không có quyền",
            "Việc này dành cho vai trò khác trong cơ quan.",
            "Nếu cần làm việc này, hãy hỏi người giữ vai trò đó hoặc quản trị cơ quan.",
        ),
        Trouble(
            404,
            "Không tìm thấy trang này",
            "Địa chỉ sai, hoặc nội dung không có trong phần việc của tài khoản đang dùng.",
            "Kiểm tra lại địa chỉ, hoặc mở lại từ danh sách.",
        ),
        Trouble(
            405,
            "Địa chỉ này không mở theo cách đó",
            "Trang chỉ nhận một cách gửi khác.",
            "Mở lại từ danh sách và dùng nút trên trang.",
        ),
        Trouble(
            409,
            "Nội dung vừa thay đổi",
            "Người khác đã xử lý nội dung này sau khi trang được mở, nên thao tác chưa được thực hiện.",
            "Xem trạng thái mới rồi làm tiếp nếu vẫn cần.",
            back_text="Xem trạng thái mới",
        ),
        Trouble(
            413,
            "Tệp quá lớn",
            "Nội dung gửi lên vượt mức cho phép, nên chưa được lưu.",
            "Chia nhỏ tệp hoặc giảm độ phân giải khi quét rồi gửi lại.",
        ),
        Trouble(
            422,
            "Chưa thực hiện được",
            "Nội dung gửi lên chưa đúng quy định.",
            "Quay lại, sửa theo lời nhắc rồi gửi lại.",
        ),
        Trouble(
            429,
            "Gửi quá nhiều lần",
            "Hệ thống tạm dừng nhận yêu cầu từ máy này để giữ an toàn.",
            "Chờ một phút rồi thử lại.",
        ),
        Trouble(
            500,
            "Hệ thống gặp lỗi",
            "Có lỗi trong phần mềm, việc vừa rồi chưa được thực hiện. Lỗi đã được ghi lại.",
            "Thử lại sau ít phút. Nếu vẫn lỗi, báo quản trị hệ thống kèm mã yêu cầu ở dưới.",
        ),
        Trouble(
            503,
            "Hệ thống đang bận hoặc đang bảo trì",
            "Cơ sở dữ liệu chưa trả lời, việc vừa rồi chưa được thực hiện.",
            "Chờ ít phút rồi tải lại trang.",
        ),
    )
}


def trouble(
    request: HttpRequest,
    status: int,
    *,
    happened: str = "",
    todo: str = "",
    kept: str = "",
    law: str = "",
    back: str = "",
) -> HttpResponse:
    """The page (or fragment) for a status; the caller's own words take the place of the general ones."""
    general = TROUBLES[status]
    shown = Trouble(
        status,
        general.title,
        happened or general.happened,
        todo or general.todo,
        back=back or general.back,
        back_text=general.back_text,
        kept=kept[:KEPT_LETTERS_MAX],
        law=law,
        request_id=request_id.get(),
    )
    template = "ui/trouble_part.html" if wants_fragment(request) else "ui/trouble.html"
    response = render(request, template, {"trouble": shown, "title": shown.title}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler400` of a site."""
    return trouble(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler403` of a site."""
    return trouble(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`handler404` of a site. The exception's text names routes, so it is not shown."""
    return trouble(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """`handler500` of a site: stands also where the database does not."""
    return trouble(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """`CSRF_FAILURE_VIEW` of a site: mostly a page that stood open over a sign-in."""
    return trouble(
        request,
        403,
        happened="Trang đã mở quá lâu hoặc phiên làm việc đã đổi, nên nội dung gửi lên chưa được nhận.",
        todo="Quay lại trang trước, tải lại rồi gửi lần nữa; chép nội dung đã nhập trước khi tải lại.",
    )
