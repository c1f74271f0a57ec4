"""Văn bản, phiên bản, tập tin, liên kết, quyền xem, lượt mở."""
