"""Pages of incoming documents (QD11/D5 – D7)."""
