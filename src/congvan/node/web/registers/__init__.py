"""Pages of the books and of the series that number (QD11/D8.K2.a)."""
