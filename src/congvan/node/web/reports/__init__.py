"""Pages of the figures (QD11/D7.K3)."""
