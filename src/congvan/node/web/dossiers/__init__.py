"""Pages of case files (QD11/D9.K5)."""
