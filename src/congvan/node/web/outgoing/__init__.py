"""Pages of outgoing documents (QD11/D7.K4 – D8)."""
