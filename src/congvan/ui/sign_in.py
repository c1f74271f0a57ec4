"""The form and the page by which a person signs in; who that is, each site decides."""

from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

LOGIN_CHARS_MAX = 80
PASSWORD_CHARS_MAX = 200
NEXT_CHARS_MAX = 500
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."
THROTTLED = (
    "Đã nhập sai quá nhiều lần, nên tạm dừng đăng nhập. Chờ 15 phút rồi thử lại, hoặc hỏi quản trị cơ quan."
)


class SignIn(forms.Form):
    """Name and password; paste and password managers work (WCAG 2.2, 3.3.8)."""

    login = forms.CharField(
        label="Tên đăng nhập",
        max_length=LOGIN_CHARS_MAX,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={
            "required": "Chưa nhập tên đăng nhập. Nhập tên do quản trị cơ quan cấp.",
            "max_length": "Tên đăng nhập dài quá 80 ký tự. Nhập đúng tên được cấp.",
        },
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=PASSWORD_CHARS_MAX,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": "Chưa nhập mật khẩu.",
            "max_length": "Mật khẩu dài quá 200 ký tự. Nhập đúng mật khẩu của tài khoản.",
        },
    )


def sign_in_page(
    request: HttpRequest, form: SignIn, *, title: str, about: str, hint: str = "", status: int = 200
) -> HttpResponse:
    """The page with the form; `hint` is shown on demonstration systems only."""
    context = {"form": form, "title": title, "about": about, "hint": hint, "next": asked_for(request)}
    response = render(request, "ui/sign_in.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def asked_for(request: HttpRequest) -> str:
    """The address of this site that the person wanted before signing in; empty for any other."""
    wanted = (request.POST.get("next") or request.GET.get("tiep") or "")[:NEXT_CHARS_MAX]
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and not urlsplit(wanted).netloc else ""
