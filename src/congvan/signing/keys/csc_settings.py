"""How to reach one key of a remote signing service."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from congvan.signing.keys import limits, refusals
from congvan.signing.keys.service import check_url


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """Where the key lies. What differs between services is a setting: how to enter, the PIN's name.

    `client_id` empty: the secret is itself the access token; else OAuth 2.0 client credentials at
    `token_url`. `credential` empty: the only one that the service lists.
    """

    url: str
    secret_file: Path
    credential: str = ""
    client_id: str = ""
    token_url: str = ""
    pin_id: str = "PIN"
    seconds: float = 12.0
    approval_seconds: float = 30.0
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        check_url(self.url)
        check_url(self.token_url or self.url)
        if not 0 < self.seconds <= limits.SERVICE_SECONDS_MAX:
            raise ValueError(f"seconds phải từ 1 đến {limits.SERVICE_SECONDS_MAX}")
        if not 1 <= self.approval_seconds <= limits.APPROVAL_SECONDS_MAX:
            raise ValueError(f"approval_seconds phải từ 1 đến {limits.APPROVAL_SECONDS_MAX}")

    def secret(self) -> str:
        """Read at each use, so that a changed one holds at once."""
        try:
            with self.secret_file.open("rb") as stream:
                return stream.read(limits.SECRET_BYTES_MAX).decode("ascii").strip()
        except (OSError, ValueError) as error:
            raise refusals.file_broken("Không đọc được mã kết nối dịch vụ ký số từ xa") from error
