import pytest

from congvan.law.errors import UnknownUrgency
from congvan.law.urgency import Urgency


def test_every_label_reads_back() -> None:
    assert [urgency.label for urgency in sorted(Urgency, reverse=True)] == [
        "Hỏa tốc",
        "Thượng khẩn",
        "Khẩn",
        "Thường",
    ]
    assert all(Urgency.parse(urgency.label) is urgency for urgency in Urgency)


@pytest.mark.parametrize(
    ("label", "urgency"),
    [
        ("HOẢ TỐC", Urgency.FLASH),
        ("hoa toc", Urgency.FLASH),
        (" thượng  khẩn ", Urgency.VERY_URGENT),
        ("KHẨN", Urgency.URGENT),
        ("thuong", Urgency.ROUTINE),
    ],
)
def test_labels_as_others_write_them(label: str, urgency: Urgency) -> None:
    assert Urgency.parse(label) is urgency


@pytest.mark.parametrize("label", ["", "rất khẩn", "3"])
def test_other_labels_are_refused(label: str) -> None:
    with pytest.raises(UnknownUrgency, match="Hỏa tốc"):
        Urgency.parse(label)
