"""Văn bản đi: từ dự thảo đến phát hành."""
