"""The agency document system (hệ thống quản lý văn bản và điều hành)."""
