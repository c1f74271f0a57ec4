"""What the supervisor could not do."""


class SupervisorError(Exception):
    """Các tiến trình của hệ thống không chạy được."""

    def __init__(self, code: str, message: str) -> None:
        """`code` is stable; `message` says what happened and what to do."""
        super().__init__(f"{message} [{code}]")
        self.code = code
