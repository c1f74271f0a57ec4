"""Makers of the pages that come from code: `make docs` runs each `make_*.py`; a test keeps its page fresh."""
