"""Cơ quan, đơn vị, người dùng, chỗ ngồi, nhiệm vụ, thẩm quyền ký."""
