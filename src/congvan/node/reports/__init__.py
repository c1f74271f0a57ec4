"""Số liệu báo cáo: queries only."""
