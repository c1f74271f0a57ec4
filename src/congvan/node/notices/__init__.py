"""Thông báo trong hệ thống."""
