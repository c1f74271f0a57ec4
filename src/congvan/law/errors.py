"""What the law package refuses. Each has a stable code; its message tells a Vietnamese reader what to do."""

from typing import ClassVar


class LawError(ValueError):
    """Dữ liệu pháp luật hoặc giá trị đưa vào không dùng được."""

    code: ClassVar[str] = "law.error"


class BadLawRef(LawError):
    """A law id that does not follow the one spelling."""

    code = "law.ref.malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text[:80]}” không phải là dẫn chiếu pháp luật. Viết như “QD11/D5.K6.b”.")


class UnknownClause(LawError):
    """A well-formed law id whose clause is not in the texts."""

    code = "law.ref.unknown"

    def __init__(self, text: str) -> None:
        super().__init__(f"Không có “{text}” trong các văn bản đã nạp. Sửa dẫn chiếu hoặc bổ sung law/texts.")


class BadLawData(LawError):
    """A data file of the law package that contradicts itself: the program must not start with it."""

    code = "law.data"

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"Dữ liệu pháp luật sai ở {where}: {problem}. Sửa tệp TOML rồi khởi động lại.")
        self.where = where


class UnknownProfile(LawError):
    """A profile name that profiles.toml does not hold."""

    code = "law.profile.unknown"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Không có bộ quy tắc “{name}”. Chọn một trong: {', '.join(known)}.")


class UnknownRule(LawError):
    """A rule name that the rulebook does not hold."""

    code = "law.rule.unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"Không có quy tắc “{name}”. Xem tên đúng trong law/rules.")


class BadCalendar(LawError):
    """Working hours, weekend or an amount of time that no calendar can count with."""

    code = "law.calendar"


class BadNotation(LawError):
    """A text that is not a notation, or parts that do not make one."""

    code = "law.notation"


class UnknownKind(LawError):
    """A name or code that is no kind of document we know."""

    code = "law.kind.unknown"

    def __init__(self, name: str) -> None:
        super().__init__(f"Không có loại văn bản “{name[:80]}”. Chọn trong danh mục loại văn bản.")


class UnknownUrgency(LawError):
    """A label that is none of the four degrees of urgency."""

    code = "law.urgency.unknown"

    def __init__(self, label: str) -> None:
        super().__init__(
            f"Không có mức độ khẩn “{label[:80]}”. Chọn: Thường, Khẩn, Thượng khẩn hoặc Hỏa tốc."
        )
