"""What can go wrong around the cluster, each with a stable code and a sentence for the operator."""


class DatabaseError(Exception):
    """Cơ sở dữ liệu không dùng được."""

    def __init__(self, code: str, message: str) -> None:
        """`code` never changes between versions; `message` says what happened and what to do."""
        super().__init__(f"{message} [{code}]")
        self.code = code
        self.message = message
