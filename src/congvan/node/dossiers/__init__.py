"""Hồ sơ công việc."""
