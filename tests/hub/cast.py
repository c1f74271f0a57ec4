"""Who takes part in the tests: three member systems and the agencies that they speak for."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# name of the member → its agencies: code, name, level
PROVINCE, EDUCATION, FOREIGN = "he-thong.ubnd", "he-thong.sgddt", "he-thong.khac"
UBND, SGDDT, DONG_XUAN, STRANGER = "000.00.00.H45", "000.00.07.H45", "000.00.21.H45", "000.00.00.H99"
CLOSED, NEVER = "000.00.99.H45", "000.99.99.H45"
AGENCIES = {
    PROVINCE: [(UBND, "Ủy ban nhân dân tỉnh Phú Yên", 1)],
    EDUCATION: [
        (SGDDT, "Sở Giáo dục và Đào tạo", 2),
        (DONG_XUAN, "Ủy ban nhân dân huyện Đồng Xuân", 2),
        (CLOSED, "Ban đã giải thể", 2),
    ],
    FOREIGN: [(STRANGER, "Cơ quan ngoài tỉnh", 1)],
}
# Who runs the hub
LOGIN, PASSWORD, OPERATOR_NAME = "vanhanh.truc", "minh-hoa-2018", "Trịnh Công Thành"
# Keys that never change: a token made before a crash is still a token after it.
KEYS = {
    name: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    for number, name in enumerate(AGENCIES, 1)
}
