"""Dòng nhận việc: ai đang giữ gì, chuyển xử lý."""
