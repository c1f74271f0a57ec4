"""Công Văn: hệ thống quản lý văn bản và điều hành, và trục liên thông văn bản."""
