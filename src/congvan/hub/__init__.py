"""The interconnection axis (trục liên thông văn bản)."""
