"""Lint rules of the house: what ruff cannot know. Each says why, and shows good and bad lines."""
