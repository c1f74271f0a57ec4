"""Settings of one site, read from `site.toml` in its home folder. The reference page is made from here."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

HOME_VARIABLE = "CONGVAN_HOME"


def setting(meaning: str, default: Any = "") -> Any:
    """A field of Site with the Vietnamese sentence that the settings reference shows."""
    return field(default=default, metadata={"meaning": meaning})


class SettingUnknown(Exception):
    """Tệp site.toml có mục cài đặt không tồn tại."""


@dataclass(frozen=True)
class Site:
    """All settings of a site. Paths are relative to its home folder."""

    home: Path
    kind: str = setting("Loại hệ thống: “node” (hệ thống QLVBĐH) hoặc “hub” (trục liên thông).", "node")
    name: str = setting("Tên ngắn của hệ thống, dùng cho cookie và nhật ký.", "node")
    title: str = setting("Tên hiển thị của hệ thống.", "Công Văn")
    port: int = setting("Cổng web mong muốn; nếu đã bị dùng thì lấy cổng kế tiếp.", 8000)
    https_only: bool = setting(
        "Chỉ gửi cookie qua HTTPS; bật khi có HTTPS trước hệ thống, tức là ở mọi nơi ngoài bản minh họa.",
        False,
    )
    session_hours: int = setting("Một phiên làm việc dài nhất bao nhiêu giờ.", 12)
    idle_minutes: int = setting("Không thao tác bao nhiêu phút thì phải đăng nhập lại.", 60)
    database_url: str = setting(
        "Địa chỉ PostgreSQL; bỏ trống thì dùng cơ sở dữ liệu nhúng trong thư mục nhà."
    )
    clock_file: str = setting("Tệp đồng hồ của bản minh họa; chỉ được nhận khi demo = true.")
    demo: bool = setting("Bản minh họa: có đồng hồ giả và dòng chữ BẢN MINH HỌA.", False)
    store_roots: str = setting(
        "Hai gốc lưu tập tin, cách nhau bằng dấu hai chấm.", "files/first:files/second"
    )
    signer_socket: str = setting("Ổ cắm Unix của tiến trình ký.", "signer.sock")
    signer_keys: str = setting("Thư mục khai báo khóa của tiến trình ký.", "keys")
    trusted_roots: str = setting("Thư mục chứng thư gốc được tin cậy (PEM).", "roots")
    tsa_url: str = setting(
        "Địa chỉ dịch vụ cấp dấu thời gian (RFC 3161); bỏ trống thì văn bản ban hành không có dấu thời gian."
    )
    tsa_required: bool = setting(
        "Không lấy được dấu thời gian thì chưa đóng dấu; tắt thì đóng dấu và ghi lý do vào nhật ký.", False
    )
    hub_url: str = setting("Địa chỉ của trục liên thông mà hệ thống này tham gia.")
    member_code: str = setting("Mã thành viên của hệ thống này trên trục liên thông.")
    member_key: str = setting("Khóa riêng của thành viên (PEM) để xác thực với trục.", "member.pem")
    hub_key: str = setting(
        "Khóa của trục (PEM): khóa riêng tại trục, khóa công khai tại hệ thống.", "hub.pem"
    )
    pull_seconds: float = setting("Bao lâu hỏi trục một lần, tính bằng giây.", 1.0)
    edxml_type_normative: str = setting("Giá trị DocumentType/Type cho văn bản QPPL (chưa kiểm chứng).", "1")
    edxml_type_administrative: str = setting(
        "Giá trị DocumentType/Type cho văn bản hành chính (chưa kiểm chứng).", "2"
    )
    packet_bytes_max: int = setting("Kích thước lớn nhất của một gói tin, tính bằng byte.", 500_000_000)

    def path(self, relative: str) -> Path:
        """A path of a setting as an absolute one."""
        return self.home / relative

    @property
    def secret_key(self) -> str:
        """The Django secret of this site, made at its set-up and never in the repository."""
        return self.path("secret.key").read_text(encoding="ascii").strip()


def load_site() -> Site:
    """The site whose home folder the environment names."""
    home = Path(os.environ[HOME_VARIABLE]).resolve()
    values = tomllib.loads((home / "site.toml").read_text(encoding="utf-8"))
    known = {entry.name for entry in fields(Site)} - {"home"}
    if unknown := values.keys() - known:
        raise SettingUnknown(", ".join(sorted(unknown)))
    return Site(home=home, **values)
