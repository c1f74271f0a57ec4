"""Immutable bytes by their SHA-256, kept in two stores."""
