"""Văn bản đến: từ lúc tới hàng chờ đến lúc giải quyết xong."""
