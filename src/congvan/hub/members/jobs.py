"""Thin tasks of the members."""

from congvan.hub.members import tokens


def forget_tokens() -> int:
    """Drop used tokens that have expired. Returns how many."""
    return tokens.forget_expired()
