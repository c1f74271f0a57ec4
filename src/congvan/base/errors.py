"""What an act may answer instead of being done. Anything else that is raised is a bug."""

from typing import ClassVar


class NotDone(Exception):
    """The act was not done; the attempt is audited with this outcome."""

    outcome: ClassVar[str]
    code: str = "act.not_done"


class Denied(NotDone):
    """Bạn không có quyền thực hiện việc này."""

    outcome = "denied"
    code = "act.denied"

    def __init__(self, act: str, *, visible: bool) -> None:
        self.act, self.visible = act, visible
        super().__init__(self.__doc__ if visible else "Không tìm thấy nội dung này.")


class Stale(NotDone):
    """Nội dung này vừa được người khác xử lý. Hãy xem trạng thái mới rồi làm tiếp."""

    outcome = "stale"
    code = "act.stale"

    def __init__(self, act: str, *, state: str | None = None) -> None:
        self.act, self.state = act, state
        super().__init__(self.__doc__)


class Refusal(NotDone):
    """What the law or a rule of the house forbids. The docstring of a subclass is what the user reads."""

    outcome = "refused"
    code = "act.refused"
    law: ClassVar[str] = ""

    def __init__(self, message: str | None = None, *, param: str | None = None, **facts: str) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        self.param, self.facts = param, facts
        super().__init__(self.message)


class Repeated(Exception):
    """The same request (same idempotency key) was done before; `kept` is what it left. Not an error."""

    def __init__(self, kept: dict[str, object]) -> None:
        self.kept = kept
        super().__init__("Yêu cầu này đã được thực hiện trước đó.")


class KeyReused(Refusal):
    """Khóa chống lặp này đã dùng cho một yêu cầu khác. Hãy gửi lại với khóa mới."""

    code = "act.key_reused"
    law = "house/idempotency"
