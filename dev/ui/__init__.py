"""Makers of the vendored front-end files."""
